import { normalise } from '../../faq/normalise.ts'

/**
 * Whether two texts ask about the same rumour though they put it in other words. One reply answers all who ask whether
 * the same is true, so only texts that ask that are compared, by what is said to have happened and to whom or what. A
 * wrong member would get a wrong answer: what is not known for sure is not the same.
 */

/** Characters that are read of a text. */
const READ = 200
/** Of what a text says besides what has happened, so many pairs of characters, and such a share, must be known. */
const KNOWN = 2
const SHARE = 0.4
/** Whoever says more besides may be asking for something else as well. */
const BESIDES = 6
/** Where no word says what has happened, nearly all of it must be known. */
const KNOWN_ALONE = 3
const SHARE_ALONE = 0.6

/** It has been heard, and is it true? Who asks for other things about it asks something else. */
const HEARSAY =
  /听说|听闻|据说|说是|有人说|(?:网上|网络|网友|群里|朋友圈|抖音|微博|微信|快手|村里|外面|大家|到处)[^,，。?？!！]{0,4}(?:说|传|看到|都说)|网传|都在[说传]|都传|疯传|谣言|造谣|传言|传闻|辟谣|属实|真的(?=[吗么假不?？]|.{0,14}[吗么?？])|真假|真的假的|核实|证实|求证|有这回事|有没有这回事|是不是真|官方(?:回应|说|辟谣)|有消息说|消息/gu
/** Said around any rumour. */
const AROUND =
  /请问|您好|你好|警察同志|官方|回应|公布|尽快|说一下|到底|究竟|想问下?|想知道|请|求|一下|是不是|是真是假|真的|假的|大家|我们|家里|老人|小孩|孩子|赶紧|马上|现在|今天|今晚|今年|明天|明年|后天|元旦|昨天|下个?月|\d+[月日号点年]|开始|以后|全部|统一|所有|一律|全市|全城|全县|全国|整个|必须|需要|要不要|能不能|还能|不能|什么时候|怎么办|很|都|也|就|还|快|要|会|能|有|被|在|到|去|了|的|吗|么|啊|呢|吧|是|不|从|起|和|与|这|那|里|上|下|让/gu
const HAN = /\p{Script=Han}+/gu
const NUMBER = /\d+/gu

/** What rumours say has happened, in the words that people use for each. */
const EVENTS: Readonly<Record<string, RegExp>> = {
  collapse: /垮塌|垮坝|溃坝|溃堤|决堤|决口|坍塌|倒塌|崩塌|垮|塌|裂缝|裂开|裂了/gu,
  void: /作废|失效|废止|不能用了?|停用|换新证?|换发|换新的/gu,
  poison: /投毒|下毒|有毒|中毒|污染|不能喝|不要喝|别喝/gu,
  closed: /封院|封城|封路|封村|封校|封锁|封控|封闭|被封|封了|不让进/gu,
  shut: /停业|停止营业|不营业|关停|关门|关闭|全关|歇业/gu,
  illness: /传染病|疫情|确诊|病毒|流感|感染/gu,
  quake: /地震|余震/gu,
  flood: /洪水|泄洪|淹水|被淹|淹了/gu,
  fire: /着火|起火|火灾|失火|大火/gu,
  blast: /爆炸|炸了/gu,
  leak: /泄漏|泄露|漏气/gu,
  abduction: /人贩子|拐卖|拐走|偷孩子|偷小孩|抢孩子|抢小孩/gu,
  killing: /杀人|砍人|捅人|命案|凶杀|出人命/gu,
  death: /死人|死了|身亡|去世|跳楼|自杀/gu,
  robbery: /抢劫|抢银行|打劫/gu,
  water: /停水|断水/gu,
  power: /停电|断电|限电/gu,
  demolition: /拆迁|要拆|拆除|拆了/gu,
  price: /涨价|降价|涨到/gu,
  fine: /罚款|处罚|扣分/gu,
  arrest: /被抓|被捕|抓了|抓走|通缉|逃犯|越狱/gu,
  bankruptcy: /倒闭|破产|挤兑|跑路/gu,
  pay: /发钱|补贴|补助|领钱/gu,
  ban: /禁止|禁行|限行|限购|不许|不准/gu,
  holiday: /放假|停课|停工|不上课/gu,
}

/** What a text says, as far as it is compared. */
export interface Hearsay {
  /** It asks whether something that is said is true. */
  readonly asks: boolean
  readonly events: ReadonlySet<string>
  /** What it is about besides, in runs of characters. */
  readonly runs: readonly string[]
  readonly pairs: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
}

export function hearsayOf(text: string): Hearsay {
  const read = normalise(text.slice(0, READ)).replaceAll('老身份证', '旧身份证')
  const left = read.replaceAll(HEARSAY, ' ')
  const events = new Set<string>()
  let rest = left
  for (const [event, pattern] of Object.entries(EVENTS)) {
    const without = rest.replaceAll(pattern, ' ')
    if (without !== rest) events.add(event)
    rest = without
  }
  const runs = rest.replaceAll(AROUND, ' ').match(HAN) ?? []
  return {
    asks: left !== read,
    events,
    runs,
    pairs: new Set(runs.flatMap(pairsOf)),
    numbers: new Set(read.match(NUMBER)),
  }
}

function pairsOf(run: string): string[] {
  const letters = Array.from(run)
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}

/** Whether both ask whether the same is true; what the first one says is held to be what is said. */
export function isSameRumour(one: Hearsay, other: Hearsay): boolean {
  if (!one.asks || !other.asks) return false
  // Something else besides has happened there, or something else altogether.
  for (const event of other.events) if (!one.events.has(event)) return false
  if (one.events.size > 0 && other.events.size === 0) return false
  const both = one.numbers.size > 0 && other.numbers.size > 0
  if (both && [...other.numbers].every((number) => !one.numbers.has(number))) return false
  const common = [...other.pairs].filter((pair) => one.pairs.has(pair)).length
  const [least, share] = one.events.size > 0 ? [KNOWN, SHARE] : [KNOWN_ALONE, SHARE_ALONE]
  if (common < least || common < other.pairs.size * share || other.pairs.size - common > BESIDES) return false
  return !other.runs.some((run) => namesAnother(one, run))
}

/** 西河水库 is not 东门水库: what stands before the words that both have names another thing. */
function namesAnother({ pairs, runs }: Hearsay, run: string): boolean {
  const letters = Array.from(run)
  const isKnown = letters.map(
    (letter, at) => pairs.has(`${letters[at - 1]}${letter}`) || pairs.has(`${letter}${letters[at + 1]}`),
  )
  return letters.some((letter, at) => {
    if (at === 0 || isKnown[at - 1] === true || isKnown[at] !== true) return false
    // Where the first names nothing before it, the other does not mean another one.
    return runs.every((known) => !known.startsWith(`${letter}${letters[at + 1]}`))
  })
}
