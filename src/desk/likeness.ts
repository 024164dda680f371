import { foldForTriage } from './triage/fold.ts'

/** What of a text is compared, in characters: bounds the work for one text. */
const READ = 120
/** How many of a group's texts a new one is compared with: bounds the work for one group. */
const COMPARED = 3
/** From this likeness on, texts are about the same thing: a cosine that forgives the longer text what it says besides. */
const ALIKE = 0.35
/** Said in any question: says nothing about what it is about. */
const STOCK =
  /您好|你好|请问|问一下|咨询一下|咨询|麻烦|谢谢|感谢|我想|想问|想知道|怎么办|怎么弄|怎么样|怎么|怎样|如何|什么|哪里|哪儿|哪个|哪些|多少|可以|能不能|可不可以|要不要|是不是|有没有|需要|应该|该找谁|找谁|该找|部门|处理|一下|大家|我们|你们|我家|这个|那个|知道|还是|因为|所以|如果|现在|时候|很久|\b(?:how|what|where|when|who|which|can|could|should|do|does|i|my|me|we|you|the|a|an|is|are|there|it|to|in|at|on|of|for|near|please|hello|hi|thanks)\b/g
/** What stands for personal data, and the words before it. */
const MASKED = /(?:我的?)?(?:电话|手机号?|身份证号码?|地址)?(?:是|为|[:：])?[［[][^\]］]{1,10}[］\]]/g
const LATIN = /[a-z0-9]+/g
const HAN = /\p{Script=Han}+/gu
/** Characters that only hold a sentence together. */
const PARTICLES = /[吗呢啊吧的了么呀是在有和就都也要能我你他不办到个这那人]/gu

/** What a text is about: characters and their pairs in Chinese, words in other letters, each once. */
export function featuresOf(text: string): ReadonlySet<string> {
  const words = foldForTriage(text.slice(0, READ)).replaceAll(MASKED, ' ').replaceAll(STOCK, ' ')
  const features = new Set<string>(words.match(LATIN)?.map((word) => word.replace(/(?<=...)(?:ing|s)$/, '')))
  for (const run of words.match(HAN) ?? []) {
    const letters = Array.from(run)
    for (const letter of run.replaceAll(PARTICLES, '')) features.add(letter)
    for (let at = 0; at + 1 < letters.length; at += 1) features.add(`${letters[at]}${letters[at + 1]}`)
  }
  return features
}

/** What is rare among the texts weighs more; square of a feature's weight. */
function weigh(texts: readonly ReadonlySet<string>[]): (feature: string) => number {
  const seen = new Map<string, number>()
  for (const features of texts) for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  return (feature) => Math.log(1 + texts.length / (seen.get(feature) ?? 1)) ** 2
}

/**
 * Puts texts that are about the same thing together; the biggest group first, groups of one size in the order of their
 * first texts. Each group lists indexes of `texts`, ascending. The same texts always give the same groups. Reads 120
 * characters of each text and compares it with three of a group: meant for some hundreds of texts.
 */
export function groupAlike(texts: readonly string[]): number[][] {
  const read = texts.map(featuresOf)
  const weight = weigh(read)
  const groups: number[][] = []
  /** What new texts are compared with: which group each belongs to, and its length as a vector. */
  const compared: { readonly group: number[]; readonly norm: number }[] = []
  const holding = new Map<string, number[]>()
  for (const [index, features] of read.entries()) {
    const norm = Math.sqrt([...features].reduce((sum, feature) => sum + weight(feature), 0))
    const common = new Map<number, number>()
    for (const feature of features) {
      for (const at of holding.get(feature) ?? []) common.set(at, (common.get(at) ?? 0) + weight(feature))
    }
    let group: number[] | undefined
    let nearest = 0
    for (const [at, dot] of common) {
      const other = compared[at]
      const near =
        other === undefined ? 0 : dot / (Math.min(norm, other.norm) ** 1.5 * Math.max(norm, other.norm) ** 0.5)
      if (other !== undefined && near >= ALIKE && near > nearest) {
        group = other.group
        nearest = near
      }
    }
    if (group === undefined) {
      group = []
      groups.push(group)
    }
    group.push(index)
    if (group.length > COMPARED) continue
    for (const feature of features) {
      const list = holding.get(feature)
      if (list === undefined) holding.set(feature, [compared.length])
      else list.push(compared.length)
    }
    compared.push({ group, norm })
  }
  return groups.toSorted((a, b) => b.length - a.length)
}
