/** What the help calls them in Chinese, as commands too: who types with a Chinese keyboard need not switch. */
const CHINESE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    帮助: 'help',
    未办结: 'open',
    我的: 'mine',
    待办: 'mine',
    查找: 'find',
    查看: 'show',
    常见问题: 'faq',
    值班: 'duty',
    换班: 'swap',
    事项: 'case',
    记录: 'audit',
    台账: 'ledger',
    统计: 'stats',
    寒暄: 'chatter',
    重发: 'redrive',
  }),
)

/** A command's arguments as a Chinese keyboard writes them, made plain: full-width forms, long dashes, a `#` before a number. */
export const typedPlain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐-―−]+/gu, '-')
    .replace(/(?<=^|\s)#(?=[a-z\d])/giu, '')

/** The command's own word. */
export const commandWord = (typed: string): string => {
  const word = typedPlain(typed).toLowerCase()
  return CHINESE.get(word) ?? word
}
