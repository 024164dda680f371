import { simplified } from './traditional.ts'

const link = /https?:\/\/\S+|www\.\S+/gu
const mention = /@[\p{L}\p{N}_-]{1,30}(?=\s|$|[:：])/gu
/** `[流泪]`, `[捂脸]`: how platforms write emoticons. */
const emoticon = /\[\p{L}{1,6}\]/gu
const invisible = /\u00ad|\u200b|\u200c|\u200d|\u200e|\u200f|\u2060|\ufeff|\ufe0f/gu
const curlyQuote = /[‘’]/gu

/** Simplified form by the code of the traditional one; 0 where there is nothing to do. */
const simpler = new Uint16Array(0x10000)
for (const [from, to] of simplified) simpler[from.charCodeAt(0)] = to.charCodeAt(0)

/**
 * Full width to half, lower case, traditional to simplified; links, @names, emoticons and invisible characters taken
 * out. Linear in the text.
 */
export function normalise(text: string): string {
  let out = simplify(text.normalize('NFKC').toLowerCase())
  if (/[@[]|https?:|www\./u.test(out)) out = out.replace(link, ' ').replace(mention, ' ').replace(emoticon, ' ')
  return out.replace(invisible, '').replace(curlyQuote, "'")
}

function simplify(text: string): string {
  let out = ''
  let done = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = simpler[text.charCodeAt(at)] ?? 0
    if (code === 0) continue
    out += text.slice(done, at) + String.fromCharCode(code)
    done = at + 1
  }
  return done === 0 ? text : out + text.slice(done)
}
