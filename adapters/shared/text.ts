/**
 * Makes foreign text safe to store and show: a lone surrogate becomes U+FFFD, every line ending becomes `\n`,
 * and control characters (NUL, C0, DEL, C1) other than `\n` and `\t` are removed.
 */
export function wellFormed(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (control) => (control === '\n' || control === '\t' ? control : ''))
}
