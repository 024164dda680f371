import { countCharacters } from '../characters.ts'
import type { Catalogue } from './catalogue/zh.ts'
import { findPersonalData } from './checks/personal-data.ts'
import { findReferral } from './checks/referral.ts'
import { patterns } from './checks/wording.ts'

/** What a reply is held against. */
export interface ReplyRules {
  /** Words that the desk's administrator keeps; `…` in a word stands for up to ten characters of the same sentence. */
  readonly forbidden: readonly { readonly words: readonly string[]; readonly why: string }[]
  /** Longest reply on this surface, in characters (code points). */
  readonly limit: number
  /** The warnings in the language of staff. */
  readonly say: Catalogue['checks']
}

/** Something that the person who approves should look at. It never blocks. */
export interface ReplyWarning {
  /** Which rule it is: `never-say` for a word of the administrator's list, else a name of this folder. */
  readonly rule: string
  /** The words it is about; for personal data their kind only. May be empty. */
  readonly found: string
  /** One line for the card, complete in itself. */
  readonly say: string
}

/** Looks through a reply before a person approves it. Each rule warns at most once; none is a reason to hold it back. */
export function checkReply(text: string, rules: ReplyRules): readonly ReplyWarning[] {
  const { say } = rules
  const warn = (rule: string, found: string | undefined, why: string): ReplyWarning[] =>
    found === undefined ? [] : [{ rule, found, say: say.found(found, why) }]
  if (text.trim() === '') return [{ rule: 'empty', found: '', say: say.empty }]
  return [
    ...checkLength(text, rules),
    ...patterns.flatMap(({ rule, find }) => warn(rule, find(text), say.why[rule])),
    ...findReferral(text).flatMap(({ rule, found }) => warn(rule, found, say.why[rule])),
    ...findPersonalData(text).flatMap((kind) =>
      warn('personal-data', say.kinds[kind], kind === 'phone' ? say.why.phone : say.why['personal-data']),
    ),
    ...rules.forbidden.flatMap(({ words, why }) => warn('never-say', firstWord(text, words), why)),
  ]
}

function checkLength(text: string, { limit, say }: ReplyRules): ReplyWarning[] {
  const over = countCharacters(text) - limit
  return over > 0 ? [{ rule: 'too-long', found: '', say: say.tooLong(limit, over) }] : []
}

/** However it is typed: full-width letters and digits are their plain ones. */
const firstWord = (text: string, words: readonly string[]): string | undefined => {
  const plain = text.normalize('NFKC')
  for (const pattern of patternsOf(words)) {
    const found = pattern.exec(plain)?.[0]
    if (found !== undefined) return found
  }
  return undefined
}

/** By the list itself: the desks of a process have most of theirs in common. */
const made = new WeakMap<readonly string[], readonly RegExp[]>()

/** Made once: a desk holds every draft against the same lists. */
function patternsOf(words: readonly string[]): readonly RegExp[] {
  const known = made.get(words)
  if (known !== undefined) return known
  const fresh = words.map(patternOf).filter((pattern) => pattern !== undefined)
  made.set(words, fresh)
  return fresh
}

/**
 * A word without regard to case or to how many blanks stand between its parts. Latin letters count as whole words, so
 * that `AI` is not found in `MAIL`.
 */
function patternOf(word: string): RegExp | undefined {
  const parts = word.split('…').map((part) => part.normalize('NFKC').trim())
  const first = parts.find((part) => part !== '')
  const last = parts.findLast((part) => part !== '')
  if (first === undefined || last === undefined) return undefined
  const body = parts
    .filter((part) => part !== '')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('[^。！？!?；;\\n]{0,10}')
  const before = /^[a-z]/i.test(first) ? '(?<![a-z])' : ''
  const after = /[a-z]$/i.test(last) ? '(?![a-z])' : ''
  return new RegExp(`${before}${body}${after}`, 'iu')
}
