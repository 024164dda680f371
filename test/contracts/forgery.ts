/** The text with the character in its middle replaced by another of the same kind. */
export function flipMiddle(text: string): string {
  const at = Math.floor(text.length / 2)
  const old = text.charAt(at)
  const fresh = /\d/.test(old) ? (Number(old) + 1) % 10 : /[a-z]/i.test(old) ? (old === 'a' ? 'b' : 'a') : '乙'
  return text.slice(0, at) + fresh + text.slice(at + 1)
}

/** The request with every signature in it changed in one character. */
export const withForgedSignature = (request: Request): Request =>
  withSignatures(request, (carrier, name, value) => carrier.set(name, flipMiddle(value)))

/** The request as it would be from somebody who knows no secret at all. */
export const withoutSignature = (request: Request): Request =>
  withSignatures(request, (carrier, name) => carrier.delete(name))

/** Changes every header and parameter whose name says that it is a signature. The copy has no body of its own. */
function withSignatures(
  request: Request,
  change: (carrier: URLSearchParams | Headers, name: string, value: string) => void,
): Request {
  const url = new URL(request.url)
  const headers = new Headers(request.headers)
  let found = 0
  for (const carrier of [url.searchParams, headers]) {
    for (const [name, value] of [...carrier]) {
      if (!/sign/i.test(name)) continue
      change(carrier, name, value)
      found += 1
    }
  }
  if (found === 0) throw new Error('Found no header or parameter whose name says that it is a signature')
  return new Request(url, { method: request.method, headers })
}
