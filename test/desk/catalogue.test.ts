import { describe, expect, it } from 'vitest'
import { staffVerbs } from '../../src/desk/card.ts'
import { en } from '../../src/desk/catalogue/en.ts'
import { type Catalogue, zh } from '../../src/desk/catalogue/zh.ts'
import { approaches, emergencyKinds, topics, triageReasons, urgencies } from '../../src/desk/message.ts'
import { conversations, replies } from '../../src/store/schema.ts'

const languages: readonly [string, Catalogue][] = [
  ['Chinese', zh],
  ['English', en],
]

interface Text {
  readonly path: string
  /** How many values the text is told; 0 for a fixed text. */
  readonly told: number
  readonly text: string
}

/** Every text of a catalogue, those with values filled with `value-0`, `value-1`, … */
function textsOf(node: unknown, path = ''): Text[] {
  if (typeof node === 'string') return [{ path, told: 0, text: node }]
  if (typeof node === 'function') {
    const values = Array.from({ length: node.length }, (_, index) => `value-${index}`)
    return [{ path, told: node.length, text: String(Reflect.apply(node, undefined, values)) }]
  }
  if (typeof node !== 'object' || node === null) throw new TypeError(`${path} is neither a text nor a group of texts`)
  return Object.entries(node).flatMap(([key, child]) => textsOf(child, path === '' ? key : `${path}.${key}`))
}

/** The column at which a help line's explanation begins; a Chinese character takes two. */
function column(line: string): number {
  const before = /^\S+(?: \S+)?\s{2,}/.exec(line)?.[0]
  if (before === undefined) throw new Error(`“${line}” has no explanation`)
  return Array.from(before).reduce((width, letter) => width + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
}

it('has the same texts with the same number of values in both languages', () => {
  const shape = (catalogue: Catalogue) => textsOf(catalogue).map(({ path, told }) => `${path}/${told}`)

  expect(shape(en).toSorted()).toEqual(shape(zh).toSorted())
})

it('has no Chinese character or punctuation mark left in the English texts', () => {
  const left = textsOf(en).filter(({ text }) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text))

  expect(left).toEqual([])
})

describe.each(languages)('the %s catalogue', (_, say) => {
  it('has no empty text', () => {
    expect(textsOf(say).filter(({ text }) => text.trim() === '')).toEqual([])
  })

  it('says every value that a text is told', () => {
    const silent = textsOf(say).filter(({ told, text }) =>
      Array.from({ length: told }, (_, index) => `value-${index}`).some((value) => !text.includes(value)),
    )

    expect(silent).toEqual([])
  })

  it('gives forms titles that fit the 24 characters of a dialog', () => {
    const { edit, write, correct, reject, drop } = say.form
    const faq = say.faq.form
    const titles = [
      ...[edit, write, correct, reject, drop, say.form['no-reply'], say.form['hand-over']],
      ...[faq.save, faq.edit, faq.retire, faq.refuse, faq.pick, faq.signPart],
    ]

    expect(titles.filter((title) => title.length > 24)).toEqual([])
  })

  it('gives forms about cases titles that fit as well', () => {
    const titled = [
      'refer',
      'assist',
      'merge',
      'told',
      'arrange',
      'followed',
      'deny',
      'reopen',
      'return',
      'report',
      'ask',
    ]
    const titles = [...titled, 'extend'].map((verb) => say.cases.titles[verb] ?? say.verbs[verb] ?? '')

    expect([...titles, say.cases.form['open-case']].filter((title) => title === '' || title.length > 24)).toEqual([])
    expect(say.cases.card.confirmReopen.length).toBeLessThanOrEqual(200)
  })

  it('asks for confirmation within 40 characters of title and 200 of text, whatever the desk is called', () => {
    const { confirmTitle, confirmApprove, confirmResend } = say.card
    const { confirmSign, confirmSignText, confirmChange, confirmChangeText } = say.faq.card
    const titles = [confirmTitle, say.verbs.resend ?? '', confirmSign(10_000), confirmChange]
    const asked = [confirmApprove('台'.repeat(40)), confirmResend, confirmSignText, confirmChangeText]

    expect(titles.filter((title) => title.length > 40)).toEqual([])
    expect(asked.filter((text) => text.length > 200)).toEqual([])
  })

  it('names every action, and the second approval', () => {
    expect(Object.keys(say.verbs).toSorted()).toEqual([...staffVerbs, 'approve-second'].toSorted())
  })

  it('names every topic, urgency, approach and kind of danger', () => {
    expect(Object.keys(say.topics).toSorted()).toEqual(topics.toSorted())
    expect(Object.keys(say.urgencies).toSorted()).toEqual(urgencies.toSorted())
    expect(Object.keys(say.approaches).toSorted()).toEqual(approaches.toSorted())
    expect(Object.keys(say.emergencies).toSorted()).toEqual(emergencyKinds.toSorted())
    expect(Object.keys(say.reasons).toSorted()).toEqual(triageReasons.toSorted())
  })

  it('names every state of a conversation and of a reply', () => {
    const states = new Set<string>([...conversations.state.enumValues, ...replies.state.enumValues])

    expect(Object.keys(say.states).toSorted()).toEqual([...states].toSorted())
  })

  it('tells two states, two actions or two kinds of danger apart by their names', () => {
    for (const names of [say.states, say.verbs, say.emergencies, say.topics, say.urgencies, say.reasons]) {
      expect(new Set(Object.values(names)).size).toBe(Object.keys(names).length)
    }
  })

  it('explains every command of the desk, the explanations under one another', () => {
    const { help } = say.command

    expect(help.map((line) => line.split(' ')[0]?.trim().split('\u3000')[0])).toEqual([
      'open',
      'mine',
      'find',
      'show',
      'faq',
      'duty',
      'swap',
      'case',
      'audit',
      'ledger',
      'stats',
      'chatter',
      'redrive',
      'help',
    ])
    expect(new Set(help.map(column)).size).toBe(1)
  })

  it('says that nothing was queued rather than zero', () => {
    expect(say.notice.redriven(0)).not.toContain('0')
    expect(say.notice.redriven(3)).toContain('3')
  })
})
