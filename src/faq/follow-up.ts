import type { FaqEntry } from './entry.ts'
import { hashOf } from './lexicon.ts'
import type { Reading } from './read.ts'

/** What a short question after an answer may be about, and what in an answer says that it speaks of it. */
interface Aspect {
  readonly name: string
  readonly asks: RegExp
  readonly answers: RegExp
}

const aspects: readonly Aspect[] = [
  {
    name: '费用',
    asks: /多少钱|要钱|收费|费用|免费|工本费|花钱|几块|收钱|how much|cost|fee|free/u,
    answers: /元|免费|不收费|工本费|费用|yuan|free|fee|charge/iu,
  },
  {
    name: '时限',
    asks: /多久|几天|多长时间|什么时候|多少天|几个工作日|当天|好久|时限|how long|when|how many days/u,
    answers: /\d+ ?(?:个)?(?:工作日|日|天)|当场|当日|当天|现场办结|days?\b|on the spot|same day/iu,
  },
  {
    name: '材料',
    asks: /带什么|带啥|要什么|需要什么|材料|资料|手续|证件|准备什么|要带|what (?:do i|documents|papers)|bring|documents/u,
    answers: /带|凭|持|材料|提交|bring|with the|documents/iu,
  },
  {
    name: '地点',
    asks: /哪里|哪儿|去哪|在哪|什么地方|哪个派出所|where/u,
    answers: /派出所|窗口|大厅|公安机关|出入境|police station|counter|office/iu,
  },
  {
    name: '网上办理',
    asks: /网上|线上|手机|小程序|网办|online/u,
    answers: /网上|线上|平台|小程序|\{\{booking_url\}\}|online/iu,
  },
  {
    name: '代办',
    asks: /本人|代办|别人|代领|家人|替|in person|someone else/u,
    answers: /本人|代办|代领|委托|亲属|监护人|in person|relative|guardian/iu,
  },
]

/** Longer turns bring their own subject. In characters. */
const longest = { zh: 16, en: 50 }
const askWords = new Set(
  [
    '怎么',
    '多久',
    '多少钱',
    '材料',
    '哪里',
    '网上',
    '本人',
    '代办',
    '办理',
    '条件',
    '户籍窗口',
    '登记',
    '使用',
    '加急',
    '预约',
    '进度',
  ].map((name) => hashOf(`＊${name}`)),
)

/** What a turn without a subject of its own asks about the answer before; undefined when it has a subject or asks nothing. */
export function followUpIn({ normal, clauses }: Reading): string | undefined {
  const text = normal.trim()
  if (text.length > (/\p{Script=Han}/u.test(text) ? longest.zh : longest.en)) return undefined
  if (!clauses.every(({ concepts }) => concepts.every((concept) => askWords.has(concept)))) return undefined
  return aspects.find(({ asks }) => asks.test(text))?.name
}

/** Whether the answer, as it is sent, speaks of the aspect. */
export function covers(entry: FaqEntry, about: string): boolean {
  return aspects.find(({ name }) => name === about)?.answers.test(entry.answer) ?? false
}
