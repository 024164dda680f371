/** Automatic answers: what citizens are asked to choose from, and what came of the answers. */
export const zhOutcomes = {
  choice: {
    asked: (options: string) => `已请群众选择：${options}`,
    chosen: (title: string) => `群众选择了“${title}”`,
    none: '群众表示都不是所列问题，请人工答复',
    suggestions: (entries: string) => `可能是：${entries}`,
  },
  stats: {
    usage: '请写 faq stats week（最近 7 天）或 faq stats month（最近 30 天）。',
    title: (days: number) => `常见问题自动答复的效果，最近 ${days} 天`,
    all: '合计',
    answered: (count: number) => `答复 ${count}`,
    confirmed: (count: number) => `群众说有用 ${count}`,
    contained: (count: number) => `没有再来信 ${count}`,
    cameBack: (count: number) => `没解决又来问 ${count}`,
    open: (count: number) => `未定或另问他事 ${count}`,
    doubtful: '⚠ 请复核 ',
    legend: '“没有再来信”不等于已经解决，所以与“群众说有用”分开计数。又来问的较多的条目标 ⚠，请复核内容。',
  },
  gaps: {
    title: (count: number) => `常见问题周报｜没有条目可答的问题 ${count} 件`,
    time: '时间',
    span: (from: string, until: string) => `${from} 至 ${until}`,
    group: (count: number, numbers: string) => `${count} 件（${numbers}）`,
    single: (count: number) => `另有 ${count} 件只问过一次，没有列出。`,
    proposal: (questions: string, answer: string, number: string, personal: string) =>
      [
        '【建议新增条目】请核对后存为常见问题，须经领导批准才会自动答复。',
        `问法：\n${questions}`,
        `答复（取自 ${number} 已批准的回复）：\n${answer}`,
        ...(personal === '' ? [] : [`答复中像是有${personal}，请确认可以公开。`]),
      ].join('\n'),
  },
  outcome: {
    helped: '群众表示已解决，无需回复',
    entry: (title: string, id: string) => `“${title}”（${id}）`,
    notHelped: (entries: string) => `群众表示自动答复没有解决问题：${entries}`,
    cameBack: (entries: string) => `自动答复之后群众又来问，可能没有解决问题：${entries}`,
    answeredPart: (titles: string) => `已自动答复“${titles}”，其余问题由工作人员答复`,
    partNote: (entries: string) => `以下问题已自动答复，请只答其余部分：${entries}`,
    restNote: '来信还问了别的，拟回复没有写到，请补上。',
    secondNote: (title: string) => `来信还问了“${title}”，两条合起来超过字数上限，拟回复没有写到，请另行答复。`,
  },
}
