import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'

/** Real pushes reach a depth of 5 (a photo list of a menu event). */
const MAX_DEPTH = 16

const CDATA_OPEN = '<![CDATA['
const CDATA_CLOSE = ']]>'
const TAG = /<\/?[A-Za-z_][\w.-]*\s*\/?>/g
/** What may stand outside CDATA once the tags are gone: text with the five standard escapes. */
const FORBIDDEN = /<|&(?!(?:lt|gt|amp|quot|apos);)/

const ESCAPES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const Nodes = z.array(z.record(z.string(), z.unknown()))
const TextNode = z.object({ '#text': z.string() })
const CdataNode = z.object({ '#cdata': z.array(TextNode) })

const parser = new XMLParser({
  // Keeps text and CDATA apart and in order: only text outside CDATA is unescaped.
  preserveOrder: true,
  cdataPropName: '#cdata',
  // A MsgId has 64 bits; every value stays the text it was.
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: MAX_DEPTH,
})

/**
 * The elements directly under `<xml>`, each as text; elements that hold elements are left out. Undefined when the
 * text is not well-formed XML of the plain kind that the platform sends: a DOCTYPE, an entity, a comment, a
 * processing instruction, an attribute, an element given twice or deep nesting is refused, never interpreted.
 */
export function readXml(text: string): Record<string, string> | undefined {
  const body = text.replace(/^\s*<\?xml\b[^<>?]*\?>/, '').trim()
  if (FORBIDDEN.test(withoutCdata(body).replace(TAG, ' '))) return undefined
  if (XMLValidator.validate(body) !== true) return undefined
  try {
    const [root, ...rest] = Nodes.parse(parser.parse(body))
    return root?.xml === undefined || rest.length > 0 ? undefined : children(root.xml)
  } catch {
    return undefined
  }
}

/**
 * A space stands in for each section, so that taking it out cannot make a tag or an escape of its surroundings; one
 * that never ends stays, and is refused. One pass by hand: an expression would take quadratic time on open sections.
 */
function withoutCdata(body: string): string {
  let rest = ''
  for (let at = 0; ; ) {
    const open = body.indexOf(CDATA_OPEN, at)
    const close = open < 0 ? -1 : body.indexOf(CDATA_CLOSE, open + CDATA_OPEN.length)
    if (close < 0) return rest + body.slice(at)
    rest += `${body.slice(at, open)} `
    at = close + CDATA_CLOSE.length
  }
}

function children(nodes: unknown): Record<string, string> | undefined {
  const fields = new Map<string, string>()
  for (const node of Nodes.parse(nodes)) {
    const [entry] = Object.entries(node)
    if (entry === undefined || entry[0].startsWith('#')) continue
    const [name, value] = entry
    if (fields.has(name)) return undefined
    const text = leafText(value)
    if (text !== undefined) fields.set(name, text)
  }
  return Object.fromEntries(fields)
}

/** Undefined for an element that holds elements. White space beside CDATA is layout, not text. */
function leafText(nodes: unknown): string | undefined {
  const parts: { readonly text: string; readonly cdata: boolean }[] = []
  for (const node of Nodes.parse(nodes)) {
    const cdata = CdataNode.safeParse(node)
    const plain = TextNode.safeParse(node)
    if (cdata.success) parts.push({ text: cdata.data['#cdata'].map((part) => part['#text']).join(''), cdata: true })
    else if (plain.success) parts.push({ text: unescaped(plain.data['#text']), cdata: false })
    else return undefined
  }
  const layout = parts.some((part) => part.cdata)
  return parts.map(({ text, cdata }) => (layout && !cdata && text.trim() === '' ? '' : text)).join('')
}

const unescaped = (text: string): string => text.replace(/&(\w+);/g, (_, name: string) => ESCAPES[name] ?? '')

/** `text` as CDATA: a `]]>` inside is split over two sections. */
export const cdata = (text: string): string =>
  `${CDATA_OPEN}${text.replaceAll(CDATA_CLOSE, `]]${CDATA_CLOSE}${CDATA_OPEN}>`)}${CDATA_CLOSE}`

/** One flat `<xml>` document: texts as CDATA, numbers bare. */
export function writeXml(fields: Readonly<Record<string, string | number | bigint>>): string {
  const elements = Object.entries(fields).map(
    ([name, value]) => `<${name}>${typeof value === 'string' ? cdata(value) : value}</${name}>`,
  )
  return `<xml>${elements.join('')}</xml>`
}
