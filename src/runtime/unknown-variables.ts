import type { DeskConfig } from '../config.ts'
import type { FaqEntry } from '../faq/entry.ts'
import { faqVariables, variablesIn } from '../faq/fill.ts'
import type { Content } from './content.ts'

/**
 * Values of the desks under names that no FAQ entry and no standing text uses, each with its path and the nearest known
 * name: most are slips of the pen. Entries that staff of a desk have saved may use them all the same.
 */
export function unknownVariables(
  { standing }: Pick<Content, 'standing'>,
  desks: readonly DeskConfig[],
  entries: readonly FaqEntry[],
): string[] {
  const texts = [standing.zh, standing.en, ...entries.flatMap(({ answer, brief = '' }) => [answer, brief])]
  const common = new Set<string>([...faqVariables, ...texts.flatMap(variablesIn)])
  return desks.flatMap((desk, index) => {
    const own = desk.standing === undefined ? [] : variablesIn(JSON.stringify(desk.standing))
    const known = own.length === 0 ? common : new Set([...common, ...own])
    const at = `desks.${index}`
    return [
      ...unknownIn(desk, at, known),
      ...desk.places.flatMap((place, p) => unknownIn(place, `${at}.places.${p}`, known)),
    ]
  })
}

const unknownIn = (
  values: Pick<DeskConfig, 'variables' | 'variablesEn'>,
  at: string,
  known: ReadonlySet<string>,
): string[] =>
  (['variables', 'variablesEn'] as const).flatMap((key) =>
    Object.keys(values[key])
      .filter((name) => !known.has(name))
      .map((name) => {
        const near = nearest(name, known)
        const hint = near === undefined ? '' : `，是否应为 ${near}`
        return `${at}.${key}.${name}：没有常见问题或标准文本用到它${hint}`
      }),
  )

/** The known name that differs in the fewest letters, at most in a third of them. */
function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly apart: number } | undefined
  for (const one of known) {
    const apart = distance(name, one)
    if (apart <= name.length / 3 && (best === undefined || apart < best.apart)) best = { name: one, apart }
  }
  return best?.name
}

/** Letters to add, to leave out or to change on the way from one word to the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, right] of [...b].entries())
      next.push(Math.min((row[j] ?? 0) + (left === right ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    row = next
  }
  return row[b.length] ?? 0
}
