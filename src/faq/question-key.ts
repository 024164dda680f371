import { simplified } from './traditional.ts'

/** Two questions with the same key are the same question: spaces, punctuation, width, case and script apart. */
export function questionKey(question: string): string {
  let key = ''
  for (const char of question.normalize('NFKC').toLowerCase()) key += simplified.get(char) ?? char
  return key.replace(/[\s\p{P}\p{S}]/gu, '')
}
