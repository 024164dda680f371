import { countCharacters } from '../characters.ts'
/** The last look at a model's text before a person sees it. Refuses what no approved source stands behind. */

import type { WriterChoice, WriterContext, WriterDraft } from './port.ts'

/** Five digits or more, as people write phone, account and ID numbers. Shorter ones (110, 2026, 17:30) are left alone. */
const NUMBER = /\d(?:[ \t._·—–-]{0,2}\d){4,}[xX]?/g
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** A scheme or `www.` and what follows, or a bare domain name with its path. */
const LINK =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s"'<>()!,;\u3000-\u303f\p{Script=Han}]+|(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}(?!\w)(?:[/?#][^\s"'<>()!,;\u3000-\u303f\p{Script=Han}]*)?/giu
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z][·. ]?[A-Z0-9]{5,6}(?![A-Za-z0-9])/g
const CONTACT = /(?:微信号?|加V|vx|wechat|weixin|qq|telegram|whatsapp)[号:： ]*[a-z0-9_-]{5,}/gi

const digitsOf = (text: string) => text.replace(/\D/g, '')
const bare = (link: string) =>
  link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/.,:?]+$/, '')

/**
 * What must not stand in a reply unless the entries have it, the longer kinds before those they contain:
 * what to call it, how to find it, how to compare it.
 */
const sourced: readonly (readonly [string, RegExp, (found: string) => string])[] = [
  ['邮箱', EMAIL, (found) => found.toLowerCase()],
  ['链接', LINK, bare],
  ['车牌', PLATE, (found) => found],
  ['联系方式', CONTACT, (found) => found.toLowerCase()],
  ['号码或五位以上数字', NUMBER, digitsOf],
]

/** What never stands in a reply. */
const forbidden: readonly (readonly [string, RegExp])[] = [
  ['文中有 HTML 或尖括号标记', /<[^>\s][^>]*>/],
  ['文中有 Markdown 标记', /^\s{0,3}(?:#{1,6}\s|[-*+•]\s|>\s?|\|)|\*\*|__|`|~~|\[[^\]]*\]\([^)]*\)/m],
  ['文中有占位符或遮盖标记', /［[^］]*］|\{\{|\}\}|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])/],
  ['文中有 @ 或 #话题#', /@|＠|#[^#\n]+#/],
  ['文中有不可见的控制字符', /[^\P{Cc}\n]|[^\P{Cf}\u200d]/u],
]

const letters = (text: string, script: RegExp) => text.match(script)?.length ?? 0

/** What is wrong with a draft for this context, in Chinese; undefined = it may be shown to a person. */
export function draftProblem(draft: WriterDraft, context: WriterContext): string | undefined {
  const length = countCharacters(draft.text)
  if (length > context.limit) return `text 有 ${length} 字，不得超过 ${context.limit} 字`

  const ids = new Set(context.entries.map((entry) => entry.id))
  if (draft.used.some((id) => !ids.has(id))) return 'used 中有 faq 里没有的编号'
  if (draft.way !== 'refer' && draft.used.length === 0) return 'way 为 answer 或 cite 时，used 至少有一个编号'

  const han = letters(draft.text, /\p{Script=Han}/gu)
  const latin = letters(draft.text, /[A-Za-z]/g)
  if (context.lang === 'zh' && han === 0) return '来信为中文，text 应为中文'
  if (context.lang === 'en' && han > latin) return '来信为英文，text 应为英文'

  return textProblem(draft.text, context)
}

function textProblem(text: string, { entries }: WriterContext): string | undefined {
  const known = entries
    .flatMap((entry) => [entry.answer, entry.detail, ...entry.sources])
    .join('\n')
    .normalize('NFKC')
  let rest = text.normalize('NFKC')
  for (const [what, pattern, comparable] of sourced) {
    const allowed = new Set(known.match(pattern)?.map(comparable))
    if (rest.match(pattern)?.some((found) => !allowed.has(comparable(found)))) return `文中有 faq 里没有的${what}`
    // What an entry has is settled: a number inside an allowed link is not looked at a second time.
    rest = rest.replace(pattern, ' ')
  }
  const plain = text.replace(EMAIL, ' ').replace(LINK, ' ')
  return forbidden.find(([, pattern]) => pattern.test(plain))?.[0]
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')

/** What is wrong with a choice for this context, in Chinese; undefined = it may be used. */
export function choiceProblem({ id, words }: WriterChoice, { entries, turn }: WriterContext): string | undefined {
  if (id !== undefined && !entries.some((entry) => entry.id === id)) return 'id 不是 faq 里的编号'
  if (!plain(turn).includes(plain(words))) return 'words 不是来信 turn 中的原话，请一字不改地抄录'
  return undefined
}
