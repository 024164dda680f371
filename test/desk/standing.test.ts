import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { emergencyKinds } from '../../src/desk/message.ts'
import { fillStanding, StandingTexts, variablesOf } from '../../src/desk/standing.ts'

const texts = (lang: string): StandingTexts =>
  StandingTexts.parse(parse(readFileSync(new URL(`../../prompts/standing/${lang}.yaml`, import.meta.url), 'utf8')))

const values = {
  number: 'HZ-0001024',
  desk_name: '某市公安局值班台',
  phone: '0571-88880000',
  answer: '请到户口所在地办理。',
}

describe.each(['zh', 'en'])('the standing texts in %s', (lang) => {
  const standing = texts(lang)
  const automatic = [standing.receipt, standing.personComing, standing.followWelcome, standing.unknownLanguage]

  test('fit a Weibo comment once filled', () => {
    for (const text of [...automatic, ...Object.values(standing.emergency)]) {
      expect(Array.from(fillStanding(text, values)).length).toBeLessThanOrEqual(140)
    }
    expect(Array.from(standing.receipt).length).toBeLessThanOrEqual(120)
  })

  test.each(emergencyKinds)('need no value in danger and name a number to call: %s', (kind) => {
    expect(variablesOf(standing.emergency[kind])).toEqual([])
    expect(standing.emergency[kind]).toMatch(/110|119/)
  })

  test('give the numbers that belong to each danger', () => {
    expect(standing.emergency.suicide).toMatch(/110.*120.*12356/s)
    expect(standing.emergency.crime).toContain('12110')
    expect(standing.emergency['violence-at-home']).toContain('12338')
    expect(standing.emergency['missing-child']).toContain('24')
    expect(standing.emergency.accident).toMatch(/119.*120.*122/s)
  })

  test('never claim that the police were called, lecture, or promise', () => {
    const all = [
      ...automatic,
      ...Object.values(standing.emergency),
      standing.fallback.cite,
      standing.fallback.refer,
      standing.fallback.danger,
    ].join('\n')

    expect(all).not.toMatch(
      /想开点|别冲动|为家人想想|已(?:为您|经)?报警|追不回|一定能|尽快处理|calm down|we have called/i,
    )
  })

  test('give the number and the way to 110 in every receipt', () => {
    for (const text of [standing.receipt, standing.personComing, standing.unknownLanguage]) {
      expect(variablesOf(text)).toContain('number')
      expect(text).toContain('110')
    }
  })

  test('ask which entry is meant by number, 0 for none, within a private message on Weibo', () => {
    const options = ['1', '2', '3'].map((number) => `${number} ${'题'.repeat(lang === 'zh' ? 30 : 55)}`).join('\n')
    const text = fillStanding(standing.choice, { ...values, options })

    expect(text).toContain(options)
    expect(text).toMatch(/ 0\b/)
    expect(Array.from(text).length).toBeLessThanOrEqual(299)
  })

  test('cite an approved answer without changing it', () => {
    expect(fillStanding(standing.fallback.cite, values)).toContain(values.answer)
  })
})

test('speaks English and Chinese to somebody whose language the desk does not answer in', () => {
  for (const lang of ['zh', 'en']) {
    expect(texts(lang).unknownLanguage).toMatch(/[a-z]{4}/)
    expect(texts(lang).unknownLanguage).toMatch(/[\u4e00-\u9fff]{4}/)
  }
})

describe('filling', () => {
  test('puts every value in and leaves the words alone', () => {
    expect(fillStanding('编号{{number}}，{{ desk_name }}', values)).toBe('编号HZ-0001024，某市公安局值班台')
  })

  test('does not fill what a value brings with it', () => {
    expect(fillStanding('{{answer}}', { answer: '{{number}}', number: '1' })).toBe('{{number}}')
  })

  test.each(['phone', 'constructor'])('names the value that is missing: %s', (name) => {
    expect(() => fillStanding(`请拨打{{${name}}}`, { number: '1' })).toThrow(`{{${name}}}`)
  })

  test('takes an empty value as given', () => {
    expect(fillStanding('您好{{phone}}', { phone: '' })).toBe('您好')
  })

  test('refuses a file with a text missing', () => {
    const { receipt: _, ...rest } = texts('zh')

    expect(StandingTexts.safeParse(rest).success).toBe(false)
  })
})
