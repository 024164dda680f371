/** What the emulator says when nobody told it what to say: a plausible output, made from the request alone. */

import { z } from 'zod'
import { fitSentences } from './fallback.ts'
import { judgedTopics } from './schema.ts'

/** What the emulator reads of the data in a user message. */
const Asked = z.object({
  task: z.enum(['draft', 'classify', 'choose']),
  lang: z.enum(['zh', 'en', 'other']),
  topic: z.string().default('other'),
  limit: z.int().default(300),
  faq: z.array(z.object({ id: z.string(), answer: z.string() })).default([]),
  citizen: z.object({ turn: z.string() }),
  rejected: z.object({ text: z.string() }).optional(),
})
type Asked = z.infer<typeof Asked>

const referrals: Readonly<Record<Asked['lang'], readonly [string, string]>> = {
  zh: [
    '您反映的情况需要承办单位核实后答复。请补充事情发生的时间和大致地点，不要在这里留身份证号和电话。',
    '这件事目前没有核实的依据，不便在此答复，已请承办单位核对。',
  ],
  en: [
    'The responsible unit has to check this before we can answer. Please tell us when and roughly where it happened.',
    'We have no confirmed information on this yet and have asked the responsible unit to check it.',
  ],
  other: [
    'The responsible unit has to check this before we can answer. 您反映的情况需要承办单位核实后答复。',
    'We have no confirmed information on this yet. 这件事目前没有核实的依据。',
  ],
}

/** The output for the first user message of a request, as JSON text. */
export function emulatedOutput(userMessage: string): string {
  const asked = readAsked(userMessage)
  if (asked === undefined) return '我没有看懂这个请求。'
  if (asked.task === 'choose') return JSON.stringify(choice(asked))
  return JSON.stringify(asked.task === 'draft' ? draft(asked) : judgement(asked))
}

function readAsked(message: string): Asked | undefined {
  try {
    return Asked.safeParse(JSON.parse(message)).data
  } catch {
    return undefined
  }
}

function draft({ lang, limit, faq, rejected }: Asked) {
  for (const { id, answer } of faq) {
    const text = fitSentences(answer, limit)
    const readable = lang !== 'en' || !/\p{Script=Han}/u.test(text)
    if (text !== '' && readable && text !== rejected?.text) return { way: 'answer', text, used: [id], unsure: null }
  }
  const [usual, other] = referrals[lang]
  const text = fitSentences(usual === rejected?.text ? other : usual, limit)
  return { way: 'refer', text, used: [], unsure: '常见问题中没有依据，请承办单位核实' }
}

/** The nearest entry, unless the turn sounds like somebody's own trouble. */
function choice({ faq, citizen: { turn } }: Asked) {
  const words = turn.trim().slice(0, 40) || turn
  const isOwnTrouble = /投诉|拒绝|不给|不让|前夫|前妻|被拒/.test(turn)
  return { id: isOwnTrouble ? null : (faq[0]?.id ?? null), words }
}

const dangers: readonly (readonly [string, RegExp])[] = [
  ['suicide', /自杀|轻生|不想活|kill myself|suicide/i],
  ['missing-child', /孩子.{0,6}(?:丢|走失|不见)|child is missing/i],
  ['violence-at-home', /家暴|老公打我|老婆打我/],
  ['fraud-now', /刚.{0,6}(?:转账|被骗)|just transferred/i],
  ['crime', /救命|抢劫|砍人|正在打|robbed/i],
  ['accident', /车祸|撞人/],
]

const approaches: readonly (readonly [string, RegExp])[] = [
  ['complaint', /投诉|态度|不作为|推诿|complain/i],
  ['praise', /谢谢|感谢|点赞|thank/i],
  ['question', /[?？]|吗|怎么|如何|哪里|多久|要什么|how|where|what/i],
]

function judgement({ topic, citizen: { turn } }: Asked) {
  const known = judgedTopics.some((one) => one === topic) ? topic : 'other'
  const danger = dangers.find(([, words]) => words.test(turn))?.[0]
  if (danger !== undefined) {
    return { topic: known, urgency: 'emergency', approach: 'emergency', emergency: danger, reason: '文中有险情字样' }
  }
  const approach = approaches.find(([, words]) => words.test(turn))?.[0] ?? 'request'
  const urgency = approach === 'complaint' ? 'high' : 'normal'
  return { topic: known, urgency, approach, emergency: null, reason: '按字面判断' }
}
