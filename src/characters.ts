/** How many characters (Unicode code points) a text has; every limit in `Surface.maxLength` is counted so. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
