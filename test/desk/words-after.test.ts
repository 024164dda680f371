import { describe, expect, test } from 'vitest'
import { pickedNumber } from '../../src/desk/choice-words.ts'
import { saysHelped } from '../../src/desk/triage/helped.ts'

describe('a word of thanks or that it helped', () => {
  test.each([
    '谢谢',
    '謝謝',
    '谢谢，办好了',
    '有用',
    '明白了',
    '知道了谢谢',
    '非常有用，感谢',
    '已经解决了，谢谢',
    '搞定了！',
    '身份证办好了，谢谢',
    '清楚了，感谢解答',
    '谢谢你们的答复',
    'thanks, that helped',
    'Got it, thank you!',
  ])('is “%s”', (text) => {
    expect(saysHelped(text)).toBe(true)
  })

  test.each([
    '没解决',
    '没用',
    '不明白',
    '有用吗？',
    '解决了吗',
    '谢谢，那要多少钱',
    '谢谢，可是还没办好',
    '谢谢，户口也丢了',
    '谢谢你们什么都没说',
    '我想知道怎么办',
    'thanks but it did not help',
    '好的',
    '你好',
    '。',
    '',
    `谢谢${'，办好了'.repeat(40)}`,
  ])('is not “%s”', (text) => {
    expect(saysHelped(text)).toBe(false)
  })
})

describe('a number chosen', () => {
  test.each([
    ['1', 1],
    ['１', 1],
    ['①', 1],
    ['3️⃣', 3],
    ['（2）', 2],
    ['1、', 1],
    ['二', 2],
    ['第一个', 1],
    ['第2项', 2],
    ['第二个，谢谢', 2],
    ['2谢谢', 2],
    ['我选第三个', 3],
    ['我要问第二个', 2],
    ['回复2', 2],
    ['the second one', 2],
    ['Option 2', 2],
    ['0', 0],
    ['都不是', 0],
    ['没有', 0],
    ['none of them', 0],
    ['4', 4],
  ])('is in “%s”', (text, number) => {
    expect(pickedNumber(text)).toBe(number)
  })

  test.each([
    '12',
    '1 2',
    '110',
    '身份证',
    '一个问题',
    '两个孩子',
    '我有两个',
    '第二代身份证',
    '三天',
    '1月1日',
    '你好',
    '',
    `1${' '.repeat(30)}`,
  ])('is not in “%s”', (text) => {
    expect(pickedNumber(text)).toBeUndefined()
  })
})
