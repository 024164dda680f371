/** Many people writing the same, in Chinese. */
export const zhBursts = {
  what: '多人反映同一件事',
  states: {
    open: '待统一答复',
    second: '待复核',
    holding: '即将统一发出',
    sending: '正在陆续发出',
    done: '已办结',
  } as Record<string, string>,
  verbs: {
    write: '写统一答复',
    'no-reply': '都无需回复',
    apart: '移出其中一条',
    retry: '重试没有送达的',
    drop: '放弃没有送达的',
  } as Record<string, string>,
  titles: {
    write: '写统一答复',
    edit: '修改统一答复',
    reject: '驳回统一答复',
    'no-reply': '都无需回复',
    drop: '放弃没有送达的',
    apart: '移出其中一条',
    'hand-over': '移交给同事',
    extend: '延长时限',
  } as Record<string, string>,
  also: {
    '0m': '不再自动答复，另行决定',
    '60m': '批准后 1 小时内，同样答复',
    '240m': '批准后 4 小时内，同样答复',
    '1440m': '批准后 24 小时内，同样答复',
  } as Record<string, string>,
  card: {
    title: (state: string, count: string, number: string) => `${state}｜集中来信 ${count} 人｜${number}`,
    people: '来信',
    peopleValue: (count: string, from: string, to: string) => `${count} 人（最早 ${from}，最近 ${to}）`,
    speed: '增长',
    speedValue: (count: string) => `最近每分钟约 ${count} 人`,
    progress: '进展',
    progressValue: (waiting: string, leaving: string, sent: string, failed: string) =>
      `待答复 ${waiting}，正在发送 ${leaving}，已送达 ${sent}，未送达 ${failed}`,
    closed: '无需回复而结束',
    departed: '已移出、单独办理',
    number: (count: string) => `${count} 人`,
    also: '以后写来同样内容的',
    example: (number: string) => `来信举例 ${number}`,
    approved: '已批准的统一答复',
    noDraft: '还没有。请点“写统一答复”，批准后逐一答复所有来信人。',
    lookAtAll: '请先看完每一条来信举例，确认说的是同一件事；不是的，点“移出其中一条”。',
    failed: (count: string) =>
      `有 ${count} 人没有送达，仍在案。可点“重试没有送达的”，或写明理由放弃，也可移出后单独办理。`,
    stopped: '平台接连拒收，已暂停发送。请先查明原因，再点“重试没有送达的”继续。',
    confirmTitle: '批准这条统一答复？',
    confirm: (people: string, length: string) =>
      `全文 ${length} 字，将逐一发给约 ${people} 人，分批陆续发出；发出前可短时撤回。须两人审批的，复核后才发出。`,
    confirmDrop: '没有送达的来信人将不再收到这条答复，理由记录在案。',
    inBurst: '集中来信',
    answeredThere: (number: string) =>
      `与他人来信内容相同，在集中来信 ${number} 的卡片上统一答复。不是同一件事的，请点“移出其中一条”。`,
  },
  form: {
    also: '以后写来同样内容的',
    number: '移出哪一条',
    numberHint: '写会话编号，例如 QX-12。移出后另有卡片，单独答复。',
    ending: '公开回复的末尾自动附上各人的编号，如【QX-12】，否则平台会当作重复内容拒发。',
  },
  notice: {
    nobody: '操作未生效：现在没有待答复的来信人。',
    noMember: '没有这个编号，或它不在这批集中来信中。',
    leavesNow: '这一条的答复正在发送，请稍后再移出。',
    inBurst: (number: string) =>
      `操作未生效：这条来信已并入集中来信 ${number}，请在那张卡片上统一答复；不是同一件事的，请先点“移出其中一条”。`,
  },
  history: {
    formed: (count: string, owner: string) => `发现 ${count} 人短时间内写来相同内容，合为一件，经办：${owner}`,
    joined: (number: string) => `与多人来信内容相同，并入集中来信 ${number}`,
    wroteOther: '又写来不同内容，移出集中来信，单独办理',
    apart: (who: string, number: string) => `${who} 移出集中来信 ${number}，单独办理`,
    apartOf: (who: string, number: string) => `${who} 移出 ${number}，单独办理`,
    told: (count: string) => `已提醒领导：${count} 人`,
    leaving: '开始陆续发出',
    done: (sent: string, closed: string) => `办完：已送达 ${sent} 人，无需回复 ${closed} 人`,
    reopened: '又有人写来相同内容，等待新的决定',
    stopped: (why: string) => `平台接连拒收，暂停发送：${why}`,
    approvedWith: (who: string, number: string) => `${who} 在集中来信 ${number} 上批准统一答复`,
    closedWith: (who: string, number: string) => `${who} 在集中来信 ${number} 上确定无需回复`,
  },
  alert: (number: string, count: string, speed: string, examples: string) =>
    `【集中来信】${number}：已有 ${count} 人写来相同内容，最近每分钟约 ${speed} 人。请核实情况，在卡片上统一答复；属谣言的，请及时公开澄清。来信举例：\n${examples}`,
  command: {
    openTitle: (count: string) => `集中来信 ${count} 批`,
    line: (number: string, state: string, count: string, waiting: string, example: string) =>
      `${number}｜${state}｜来信 ${count} 人，待答复 ${waiting} 人｜${example}`,
    members: (count: string) => `最近的来信（共 ${count} 人）`,
  },
}
