/** Why a turn got its band: a code with what it speaks of, so that every desk can say it in its own language. */
export type FaqWhy =
  | { readonly code: 'sure'; readonly title: string }
  | { readonly code: 'two-sure'; readonly title: string; readonly second: string }
  | { readonly code: 'follow-up'; readonly title: string; readonly about: string }
  | { readonly code: 'follow-up-open'; readonly title: string; readonly about: string }
  | { readonly code: 'unsure'; readonly title: string }
  | { readonly code: 'close'; readonly title: string; readonly second: string }
  | { readonly code: 'case'; readonly title: string }
  | { readonly code: 'near-miss'; readonly title: string }
  | { readonly code: 'other-office'; readonly title: string }
  | { readonly code: 'model-sure'; readonly title: string }
  | { readonly code: 'model-doubts' }
  | { readonly code: 'no-entry' }
  | { readonly code: 'orders'; readonly words: string }

/** The reason in one Chinese line, for the card. */
export function reasonZh(why: FaqWhy): string {
  switch (why.code) {
    case 'sure':
      return `与“${why.title}”相符`
    case 'two-sure':
      return `问了两件事，分别与“${why.title}”“${why.second}”相符`
    case 'follow-up':
      return `接着上一答复“${why.title}”追问${why.about}，该答复中已写明`
    case 'follow-up-open':
      return `接着上一答复“${why.title}”追问${why.about}，该答复未写明，请人工答复`
    case 'unsure':
      return `像“${why.title}”，但把握不足，请人工确认`
    case 'close':
      return `像“${why.title}”，但与“${why.second}”难以区分，请人工确认`
    case 'case':
      return `像“${why.title}”，但可能涉及个人情况、争议或进度，请人工确认`
    case 'near-miss':
      return `像“${why.title}”，但与该条注明“不适用”的问法相近，请人工确认`
    case 'other-office':
      return `提到“${why.title}”，但所问像是其他部门的事项，请人工确认`
    case 'model-sure':
      return `像“${why.title}”，模型据来信原话认为相符`
    case 'model-doubts':
      return '规则认为有相近条目，模型认为不宜自动答复，请人工确认'
    case 'no-entry':
      return '没有相近的常见问题'
    case 'orders':
      return `像是给系统的指令（“${why.words}”），不按常见问题处理`
  }
}
