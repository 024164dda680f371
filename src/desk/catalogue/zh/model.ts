/** A model that is asked which entry answers a turn. */
export const zhModel = {
  model: {
    label: '模型判断',
    chose: (entry: string, words: string, model: string, prompt: string) =>
      `${entry}；依据来信“${words}”（${model}，提示词 ${prompt}）`,
    none: (words: string, model: string, prompt: string) =>
      `没有合适的条目；依据来信“${words}”（${model}，提示词 ${prompt}）`,
    agreed: (sent: string) => `${sent}（模型复核相符）`,
    withoutIt: (sent: string, why: string) => `${sent}（模型没有给出判断：${why}，按规则的判断发出）`,
    meant: (title: string) => `模型认为来信问的是“${title}”，请人工确认`,
    doubted: '模型认为不宜自动答复，请人工确认',
    failed: (why: string) => `模型没有给出判断（${why}），按规则的判断处理`,
  },
}
