/** Makes the ways of writing a number alike without moving a character, so that offsets hold for the original text. */

const fullWidth = /[！-～]/g
/** Eleven and more in a row, digits among them or not, are a number that somebody spelt out, not a count. */
const speltOut = /[0-9〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖①-⑨⓪]{11,}/g
const numerals: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇零⓪', '一幺壹①', '二贰②', '三叁③', '四肆④', '五伍⑤', '六陆⑥', '七柒⑦', '八捌⑧', '九玖⑨'].flatMap(
    (written, digit) => [...written].map((character) => [character, String(digit)]),
  ),
)

/** Full-width forms become ASCII and spelt-out numbers digits; the length stays. */
export function foldForMasking(text: string): string {
  return text
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(speltOut, (run) => Array.from(run, (character) => numerals[character] ?? character).join(''))
}
