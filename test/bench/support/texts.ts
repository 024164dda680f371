import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../src/runtime/content-disk.ts'

/** Chance that repeats: the same seed gives the same run. mulberry32; numbers from 0 up to, not including, 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(list: readonly [T, ...T[]], draw: () => number): T =>
  list[Math.floor(draw() * list.length)] ?? list[0]

const greetings = ['', '', '', '您好，', '你好，', '请问', '想问一下，', '在吗？'] as const
const closings = ['', '', '？', '？', '，谢谢', '，麻烦了', '，急'] as const
const roads = ['人民路', '解放路', '建设街', '和平巷', '滨江大道', '学府路', '青年路', '中山南路'] as const
const matters = [
  '门口的路灯坏了好几天，晚上走路不安全，该找谁处理',
  '有人长期占用消防通道停车，能不能管一下',
  '新开的店半夜放音乐，附近居民睡不好',
  '路口的红绿灯时间太短，老人过不去',
  '共享单车堆在人行道上，推婴儿车过不去',
  '工地早上五点就开工，孩子没法休息',
  '小区里有人养大型犬不牵绳，看着害怕',
  '电动车在人行道上开得飞快，想反映一下',
] as const
const asides = [
  '支持',
  '辛苦了',
  '谢谢',
  '[赞]',
  '早上好',
  '平安清溪，点赞',
  '收到，谢谢',
  '给警察叔叔点赞',
  '哈哈',
  '来了',
] as const

/** Questions that citizens asked, from the set on which the FAQ is measured. */
function faqQuestions(): [string, ...string[]] {
  const lines = readFileSync(join(ROOT, 'test/faq/questions.jsonl'), 'utf8').trim().split('\n')
  const texts = lines.flatMap((line): string[] => {
    const { text, kind }: { text: string; kind: string } = JSON.parse(line)
    return kind === 'in-scope' ? [text] : []
  })
  return ['身份证丢了怎么补办', ...texts]
}

/** What a bureau's account gets: a third FAQ questions, a third other questions, a third thanks and greetings. */
export function createTexts(draw: () => number): () => string {
  const questions = faqQuestions()
  return () => {
    const kind = draw()
    if (kind < 0.34) return `${pick(greetings, draw)}${pick(questions, draw)}`
    if (kind < 0.67) return plainQuestion(draw)
    return aside(draw)
  }
}

/** A bureau's account on a usual day: ten comments of thanks and greetings to one question, half of those in the FAQ. */
export function createUsualTexts(draw: () => number): () => string {
  return () => {
    const kind = draw() * 11
    if (kind < 0.5) return plainQuestion(draw)
    return kind < 1 ? `${pick(greetings, draw)}身份证丢了怎么补办` : aside(draw)
  }
}

const aside = (draw: () => number): string => `${pick(asides, draw)}${'！'.repeat(Math.floor(draw() * 3))}`

/** A question that no FAQ entry answers. */
export const plainQuestion = (draw: () => number): string =>
  `${pick(greetings, draw)}${pick(roads, draw)}${1 + Math.floor(draw() * 300)}号${pick(matters, draw)}${pick(closings, draw)}`
