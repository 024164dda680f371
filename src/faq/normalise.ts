import { simplified } from './traditional.ts'

const link = /https?:\/\/\S+|www\.\S+/gu
const mention = /@[\p{L}\p{N}_-]{1,30}(?=\s|$|[:：])/gu
/** `[流泪]`, `[捂脸]`: how platforms write emoticons. */
const emoticon = /\[\p{L}{1,6}\]/gu
const invisible = /[\u00ad\u200b-\u200f\u2060\ufe0f\ufeff]/gu
const curlyQuote = /[‘’]/gu

/**
 * Full width to half, lower case, traditional to simplified; links, @names, emoticons and invisible characters taken
 * out. Linear in the text.
 */
export function normalise(text: string): string {
  let out = ''
  for (const char of text.normalize('NFKC').toLowerCase()) out += simplified.get(char) ?? char
  if (/[@[]|https?:|www\./u.test(out)) out = out.replace(link, ' ').replace(mention, ' ').replace(emoticon, ' ')
  return out.replace(invisible, '').replace(curlyQuote, "'")
}
