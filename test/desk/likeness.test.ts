import { expect, test } from 'vitest'
import { groupAlike } from '../../src/desk/likeness.ts'

const DOGS = ['养狗证怎么办', '请问办狗证需要什么', '狗證在哪裡辦']
const FIREWORKS = ['今年春节能放烟花爆竹吗', '放烟花可以吗']
const OTHERS = ['无人机飞行需要报备吗', '停车场几点关门', 'Can I fly a kite?']

test('questions about the same thing come together, the biggest group first, however they are worded', () => {
  const texts = [OTHERS[0], FIREWORKS[0], DOGS[0], OTHERS[1], DOGS[1], FIREWORKS[1], OTHERS[2], DOGS[2]].map(String)

  expect(groupAlike(texts)).toEqual([[2, 4, 7], [1, 5], [0], [3], [6]])
})

test('what any question says makes no two alike', () => {
  expect(groupAlike(['请问一下狗证怎么办理', '请问一下烟花怎么购买'])).toHaveLength(2)
})

test('English questions are compared by their words', () => {
  const texts = ['Where can I park near the hall?', 'Can I fly a kite?', 'parking near the hall']

  expect(groupAlike(texts)).toEqual([[0, 2], [1]])
})

test('what a long story says besides does not hide what it asks', () => {
  const story = '我刚搬到这边，家里养了一条金毛，听说要办狗证，不知道要准备什么材料，我的电话［电话］'

  expect(groupAlike([...DOGS, OTHERS[0] ?? '', story])[0]).toEqual([0, 1, 2, 4])
})

test('texts without words, and no texts, are no trouble', () => {
  expect(groupAlike([])).toEqual([])
  expect(groupAlike(['', '？？', '怎么办'])).toEqual([[0], [1], [2]])
})

test('the same texts give the same groups', () => {
  const texts = Array.from({ length: 60 }, (_, index) => `${DOGS[index % 3]}${index % 7}${FIREWORKS[index % 2]}`)
  expect(groupAlike(texts)).toEqual(groupAlike(texts))
})
