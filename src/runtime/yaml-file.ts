import { load } from 'js-yaml'

/** What a YAML file of the installation holds, or why it cannot be read; `file` names it for the operator. */
export function readYaml(
  file: string,
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, value: load(text) }
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { ok: false, problem: `${file}：不是正确的 YAML（${why}）` }
  }
}
