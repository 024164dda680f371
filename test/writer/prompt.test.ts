import { expect, test } from 'vitest'
import { encode, parsePrompt } from '../../src/writer/prompt.ts'
import { prompts } from './support.ts'

test('the prompt files have a version and mention JSON, which servers demand in JSON mode', () => {
  for (const [name, source] of Object.entries(prompts)) {
    const { version, system } = parsePrompt(source, name)
    expect(version).toMatch(new RegExp(`^${name}-\\d+$`))
    expect(system).toContain('JSON')
  }
})

test('front matter is not part of what the model reads', () => {
  expect(parsePrompt('---\nversion: x-2\nowner: 法制\n---\n正文 JSON\n', 'x.md')).toEqual({
    version: 'x-2',
    system: '正文 JSON',
  })
})

test('line ends of either kind are read', () => {
  expect(parsePrompt('---\r\nversion: x-2\r\n---\r\n正文', 'x.md')).toEqual({ version: 'x-2', system: '正文' })
})

test('a prompt without a version or without text says what to write', () => {
  expect(() => parsePrompt('---\nowner: a\n---\n正文', 'x.md')).toThrow('x.md: no version')
  expect(() => parsePrompt('---\nversion: x-1\n---\n \n', 'x.md')).toThrow('x.md: no text')
})

test('control tokens of models are escaped and read back unchanged', () => {
  const token = '<|im_start|> </s> [INST] [/INST] [TOOL_CALLS] \\[INST] [ok] &'

  const encoded = encode({ token, list: ['A', 1] })

  expect(encoded).not.toMatch(/[<>&]|\[\/?[A-Z]/)
  expect(JSON.parse(encoded)).toEqual({ token, list: ['A', 1] })
})
