import { expect, test } from 'vitest'
import { call } from '../../../adapters/shared/http.ts'

const failing = (code: string) => async (): Promise<Response> => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}
const request = (): Request => new Request('https://platform.example/send', { method: 'POST', body: 'x' })

test.each(['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  '%s says surely that nothing has arrived',
  async (code) => {
    await expect(call(failing(code), request())).rejects.toMatchObject({ kind: 'transient', code: 'connect' })
  },
)

test.each(['ECONNRESET', 'UND_ERR_SOCKET', 'ETIMEDOUT'])('%s leaves open whether it has', async (code) => {
  await expect(call(failing(code), request())).rejects.toMatchObject({ kind: 'uncertain', code: 'no-answer' })
})
