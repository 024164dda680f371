/** A fault in an entry, for the person who edits it. Lines count from 1. */
export interface FaqProblem {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** `file:line message`, as editors and terminals understand it. */
export const showProblem = (problem: FaqProblem): string => `${problem.file}:${problem.line} ${problem.message}`

interface Split {
  readonly yaml: string
  readonly body: string
  /** The line of the file on which the body starts. */
  readonly bodyLine: number
}

/** Takes the YAML between the first two `---` lines from a Markdown text; undefined when it has none. */
export function splitFrontMatter(text: string): Split | undefined {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u)
  if (lines[0]?.trimEnd() !== '---') return undefined
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---')
  if (end < 0) return undefined
  return { yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 }
}

export interface Section {
  readonly text: string
  /** The line of the heading. */
  readonly line: number
  /** The lines below the heading, as they stand. */
  readonly lines: readonly string[]
  readonly repeated: boolean
}

/** The texts under the `## ` headings of a body that starts on line `bodyLine` of its file. */
export function sectionsOf(body: string, bodyLine: number): Map<string, Section> {
  const sections = new Map<string, Section>()
  const parts = body.split(/^(?=## )/mu)
  let line = bodyLine
  for (const part of parts) {
    const heading = /^## +(.+?)\s*$/mu.exec(part.split('\n', 1)[0] ?? '')?.[1]
    if (heading !== undefined) {
      const lines = part.split('\n').slice(1)
      sections.set(heading, { text: lines.join('\n').trim(), line, lines, repeated: sections.has(heading) })
    }
    line += part.split('\n').length - 1
  }
  return sections
}
