import { load } from 'js-yaml'
import { LineCounter, parseDocument } from 'yaml'
import { yamlMistake } from '../faq/yaml-mistake.ts'

/** What a YAML file of the installation holds, or why it cannot be read; `file` names it for the operator. */
export function readYaml(
  file: string,
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, value: load(text) }
  } catch (error) {
    // Where and why is said by the reader that knows lines; what only the quick one refuses keeps its own words.
    const counter = new LineCounter()
    const [mistake] = parseDocument(text, { lineCounter: counter }).errors
    if (mistake !== undefined) {
      const { line, col } = counter.linePos(mistake.pos[0])
      return { ok: false, problem: `${file}：第 ${line} 行第 ${col} 列：${yamlMistake(mistake)}` }
    }
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { ok: false, problem: `${file}：不是正确的 YAML（${why}）` }
  }
}
