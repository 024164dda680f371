import { expect } from 'vitest'
import type { World } from './world.ts'

/** The refusal says what it must and no more, and the log knows it by its id. */
export async function expectRefusal({ logs }: World, response: Response, status: number, code?: string): Promise<void> {
  expect(response.status).toBe(status)
  const id = response.headers.get('x-request-id') ?? ''
  expect(id).toMatch(/^[\w-]{8,}$/)
  const text = await response.text()
  const body: unknown = JSON.parse(text)
  expect(body).toEqual({
    error: code ?? expect.stringMatching(/^[a-z-]{3,30}$/),
    request: id,
    ...('reason' in Object(body) && { reason: expect.any(String) }),
  })
  expect(text.length).toBeLessThan(400)
  expect(text).not.toMatch(/\bat \S+:\d|\.ts\b|node_modules|sqlite|select |insert |constraint|Error:/i)
  expect(logs.filter((line) => line.includes(id))).toHaveLength(1)
}
