/** Automatic answers: what citizens are asked to choose from, and what came of the answers. */
export const zhOutcomes = {
  choice: {
    asked: (options: string) => `已请群众选择：${options}`,
    chosen: (title: string) => `群众选择了“${title}”`,
    none: '群众表示都不是所列问题，请人工答复',
    suggestions: (entries: string) => `可能是：${entries}`,
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
