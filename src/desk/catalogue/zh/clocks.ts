/** Clocks, the ladder, and emergencies that must be seen, in Chinese. */
export const zhClocks = {
  labels: {
    acknowledge: '应答时限',
    'first-response': '答复时限',
    approval: '审批时限',
    acceptance: '接收时限',
    report: '报告时限',
    case: '办结答复时限',
    'follow-up': '回访办结时限',
    citizen: '等群众答复',
  } as Record<string, string>,
  paused: '暂停计时',
  warned: (who: string) => `时限将到，已提醒 ${who}`,
  warning: (number: string, deadline: string) => `${number} 时限将到（${deadline}），请及时处理。`,
  overdue: (number: string, minutes: string, deadline: string) =>
    `${number} 已超过时限 ${minutes} 分钟（${deadline}）。请尽快处理，或在卡片上点“接手”“延长时限”“移交”。`,
  merged: (count: string) => `（其间应提醒 ${count} 次，合并为这一次。）`,
  several: (count: string, lines: string) => `有 ${count} 件到了时限，请到各自卡片上处理：\n${lines}`,
  moved: (before: string, after: string) => `工作日历或时限规定有变，时限由 ${before} 改为 ${after}`,
  tookOver: (who: string, before: string) => `${who} 接手（原经办：${before}）`,
  extended: (who: string, amount: string, why: string) => `${who} 延长时限${amount}：${why}`,
  noClock: '操作未生效：这条会话现在没有计时。',
  noExtension: '操作未生效：紧急情况不能延长时限，请立即处理或移交。',
  formTitle: '延长时限',
  formMore: '延长多久',
  call: (number: string, what: string, minutes: string) =>
    `【紧急】${number}：${what}。请在 ${minutes} 分钟内点“我已看到”并处理，必要时转 110 指挥中心；无人应答将呼叫下一人。`,
  callNext: (number: string, what: string, before: string, minutes: string) =>
    `【紧急】${number}：${what}。${before} 没有应答，请您在 ${minutes} 分钟内点“我已看到”并处理，必要时转 110 指挥中心。`,
  callAll: (number: string, what: string) =>
    `【紧急】${number}：${what}。至今无人应答，请看到的人立即点“我已看到”并处理，必要时转 110 指挥中心。`,
  called: (who: string) => `呼叫 ${who}`,
  calledNext: (before: string, who: string) => `${before} 没有应答，呼叫 ${who}`,
  calledAll: '无人应答，再次呼叫所有人',
  seen: (who: string) => `${who} 已看到`,
  seenBefore: '您已经点过“我已看到”。',
  sightings: '呼叫与应答',
  calledAt: (at: string, who: string) => `${at} 呼叫 ${who}`,
  sawAt: (at: string, who: string) => `${at} ${who} 看到`,
}
