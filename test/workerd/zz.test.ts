import { expect, test } from 'vitest'
import * as c from 'node:console'
import { createRequire } from 'node:module'
test('x', () => {
  console.log('ns', Object.keys(c).slice(0, 5), typeof c.Console, typeof c.default, typeof (c.default as any)?.Console)
  const r = createRequire('/work/main/x.js')
  try { const k = r('node:console'); console.log('req', typeof k, k && typeof k.Console) } catch (e) { console.log('err', String(e)) }
  expect(1).toBe(1)
})
