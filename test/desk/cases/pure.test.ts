import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classOf, kindOf, placeIn } from '../../../src/desk/cases/kind.ts'
import { askedCase } from '../../../src/desk/cases/numbers.ts'
import { SIMILAR, similarity, similarTo } from '../../../src/desk/cases/similar.ts'
import {
  type CaseState,
  caseStates,
  caseSteps,
  isFinished,
  mayTake,
  nextState,
} from '../../../src/desk/cases/states.ts'
import { readWhen } from '../../../src/desk/cases/when.ts'
import { clock } from '../../../src/desk/times.ts'
import { cases } from '../../../src/store/schema.ts'

describe('the table of states', () => {
  const table = Object.fromEntries(
    caseStates.map((state) => [state, caseSteps.filter((step) => mayTake(state, step)).toSorted()]),
  )

  test('has every state that a row can be in', () => {
    expect([...cases.state.enumValues].toSorted()).toEqual([...caseStates].toSorted())
  })

  test('allows in each state exactly these steps', () => {
    expect(table).toEqual({
      open: ['merge', 'refer', 'reply', 'tell'],
      referred: ['accept', 'refer', 'return'],
      accepted: ['report', 'return'],
      reported: ['refer', 'reply', 'tell'],
      returned: ['merge', 'refer', 'tell'],
      reopened: ['merge', 'refer', 'reply', 'tell'],
      replied: ['arrange', 'close', 'refer', 'reopen'],
      'following-up': ['arrange', 'close', 'reopen'],
      closed: ['reopen'],
      merged: [],
    })
  })

  test('closes no case on any way that does not pass a reply', () => {
    const seen = new Set<CaseState>(['open'])
    const todo: CaseState[] = ['open']
    for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
      for (const step of caseSteps) {
        const next = nextState(state, step)
        if (next === undefined || next === 'replied' || seen.has(next)) continue
        seen.add(next)
        todo.push(next)
      }
    }
    expect(seen.has('closed')).toBe(false)
  })

  test('lets every state but a merged one lead to a closed case', () => {
    const reaches = (from: CaseState, seen: ReadonlySet<CaseState>): boolean =>
      from === 'closed' ||
      caseSteps.some((step) => {
        const next = nextState(from, step)
        return next !== undefined && !seen.has(next) && reaches(next, new Set([...seen, next]))
      })

    expect(caseStates.filter((state) => !reaches(state, new Set([state])))).toEqual(['merged'])
    expect(caseStates.filter(isFinished)).toEqual(['closed', 'merged'])
  })
})

describe('what a turn is about', () => {
  test.each([
    ['complaint', 'complaint', '窗口态度太差'],
    ['report', 'question', '东门路口的红绿灯坏了'],
    ['report', 'request', '举报有人占道经营'],
    ['help', 'request', '请帮我查一下'],
    ['other', 'question', '几点上班'],
  ])('%s: a %s that says %s', (kind, approach, words) => {
    expect(kindOf(approach, words)).toBe(kind)
  })

  test('decides how fast it must be answered', () => {
    expect(classOf('emergency', '有人落水')).toBe('life')
    expect(classOf('normal', '小区停水两天了')).toBe('utilities')
    expect(classOf('high', '身份证印错了')).toBe('general')
  })

  test('names the longest configured place that stands in it', () => {
    expect(placeIn('东门街道的路灯坏了', ['东门', '东门街道', '西门'])).toBe('东门街道')
    expect(placeIn('路灯坏了', ['东门', ''])).toBe('')
  })
})

describe('similarity', () => {
  const LIGHT = '东门路口的红绿灯坏了，一直不亮，过马路很危险'
  const SAME = [
    '东门那个路口红绿灯不亮好几天了，没人修吗',
    '请问东门路口的信号灯什么时候修？红绿灯不亮了',
    '红绿灯坏了！东门路口',
    '反映一下，东门路口红绿灯一直不亮，早高峰很危险',
  ]
  const OTHER = [
    '西街的路灯坏了，晚上很黑',
    '我父亲身份证上的出生日期印错了',
    '东门派出所户籍窗口周六上班吗',
    '请问居住证怎么办理',
  ]

  test.each(SAME)('finds the same matter in %s', (text) => {
    expect(similarity(LIGHT, text)).toBeGreaterThanOrEqual(SIMILAR)
  })

  test.each(OTHER)('does not find it in %s', (text) => {
    expect(similarity(LIGHT, text)).toBeLessThan(SIMILAR)
  })

  test('puts the likeliest first, and leaves out what is too short to tell', () => {
    const others = [...OTHER, ...SAME, '好', ''].map((words, id) => ({ id, topic: 'traffic', words }))
    const found = similarTo({ topic: 'traffic', words: LIGHT }, others, 10)

    expect(found.map(({ words }) => words).toSorted()).toEqual(SAME.toSorted())
    expect(similarTo({ topic: 'traffic', words: '' }, others, 10)).toEqual([])
  })

  test('is between 0 and 1, the same both ways, and 1 for a text with itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const score = similarity(one, other)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(similarity(other, one)).toBe(score)
      }),
    )
    expect(similarity(LIGHT, LIGHT)).toBe(1)
  })
})

describe('the number that a citizen sends', () => {
  test.each([
    'QX-C12',
    'qx-c12',
    'ＱＸ－Ｃ１２',
    '查询 QX-C12',
    '编号：QX-C12。',
    'QX C12 进度',
    'status qx-c12?',
    'QXC12',
  ])('%s asks for case 12', (text) => {
    expect(askedCase('QX', text)).toBe(12)
  })

  test.each(['QX-12', 'BS-C12', 'C12', '12', 'QX-C12 是谁在办？我要投诉他', '我的事项QX-C12怎么还没有办好', ''])(
    '%s is another message',
    (text) => {
      expect(askedCase('QX', text)).toBeUndefined()
    },
  )
})

describe('a time as a person writes it', () => {
  const shanghai = (text: string) => {
    const at = readWhen(text, 'Asia/Shanghai')
    return at === undefined ? undefined : clock(at, 'Asia/Shanghai')
  }

  test.each([
    ['2026-12-01 17:30', '12-01 17:30'],
    ['2026/12/1 9:05', '12-01 09:05'],
    ['2026年12月1日', '12-01 18:00'],
    ['２０２６-１２-０１ １７：３０', '12-01 17:30'],
  ])('%s is read as %s', (text, expected) => {
    expect(shanghai(text)).toBe(expected)
  })

  test.each(['后天', '2026-02-30', '2026-13-01', '2026-12-01 25:00', '2026-12-01 10:60', '12-01', ''])(
    '%s is no time',
    (text) => {
      expect(shanghai(text)).toBeUndefined()
    },
  )

  test('is shown on the clocks of its zone as it was written, on either side of a change of the clocks', () => {
    for (const text of ['2026-03-28 12:00', '2026-03-29 12:00', '2026-10-24 12:00', '2026-10-25 12:00']) {
      expect(clock(readWhen(text, 'Europe/Berlin') ?? 0, 'Europe/Berlin')).toBe(text.slice(5))
    }
  })
})
