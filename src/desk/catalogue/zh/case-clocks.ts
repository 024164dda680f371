/** What staff and departments are told when the time of a case runs out, in Chinese. */
export const zhCaseClocks = {
  warning: (number: string, label: string, deadline: string) =>
    `${number} ${label}将到（${deadline}），请在卡片上处理；需要时点“接手”“延长时限”“移交”。`,
  overdue: (number: string, label: string, ago: string, deadline: string) =>
    `${number} 超过${label} ${ago}（${deadline}）。请尽快督促办理，或在卡片上点“接手”“延长时限”“移交”。`,
  passed: (label: string, names: string) => `超过${label}，已提醒 ${names}`,
  still: (todo: string, deadline: string) => `${todo}（${deadline}，至今没有登记）`,
  departmentSoon: (number: string, label: string, deadline: string, todo: string) =>
    `${number} ${label}将到（${deadline}）。${todo}`,
  departmentLate: (number: string, label: string, deadline: string, todo: string) =>
    `${number} 已过${label}（${deadline}）。${todo}`,
  assistLate: (number: string, name: string, label: string, ago: string, deadline: string) =>
    `${number} 的协办单位 ${name} 超过${label} ${ago}（${deadline}），已提醒该单位，请催办。`,
  assistPassed: (name: string, label: string, names: string) => `协办单位 ${name} 超过${label}，已提醒 ${names}`,
  acceptNow: '请立即接收；不属贵单位的请退回并说明理由。',
  reportNow: '请尽快报告办理结果；确需更多时间的，请在时限前点“申请延期”。',
  assistReportNow: '请尽快报告协办结果。',
  citizenSoon: (number: string, deadline: string) =>
    `${number} 还在等群众答复（${deadline}）。可电话联系群众；到时没有答复，办理时限恢复计算。`,
  citizenSilent: (number: string, waited: string) => `${number}：群众${waited}没有答复，办理时限恢复计算，请继续办理。`,
}
