import { expect, test } from 'vitest'
import { platforms, teamChats } from '../adapters/registry.ts'
import { readConfig } from '../src/config.ts'

const problems = (text: string): readonly string[] => readConfig(text, platforms, teamChats).problems

test('YAML that cannot be read is refused with its line and column', () => {
  expect(problems('desks:\n  - id: a\n   name: [b')[0]).toMatch(/^第 3 行第 \d+ 列：YAML 写法有误：/)
})

test('it names a key that stands twice', () => {
  expect(problems('desks: []\ndesks: []')[0]).toMatch(/^第 2 行第 1 列：.*同一级有两个相同的名称.*unique/)
})

test.each([
  ['desks:\n\t- id: a', 2, '缩进请用空格'],
  ['desks:\n  - id: a\n   name: b', 3, '列表的短横和这一行的缩进'],
  ['desks: [a, b', 1, '括号应成对'],
  ['desks: "a', 1, '引号和括号是否成对'],
  ['desks:\n  - name: 值班台: 清溪', 2, '给含冒号的文字加引号'],
  ['desks: @a', 1, '请加引号'],
  ['desks: []\n---\ndesks: []', 2, '请删去中间的“---”'],
])('it says in Chinese what is expected in %j, the parser’s words last', (text, line, expected) => {
  const found = problems(text).find((problem) => problem.includes(expected)) ?? problems(text).join('\n')
  expect(found).toContain(expected)
  expect(found).toMatch(new RegExp(`^第 ${line} 行第 \\d+ 列：YAML 写法有误：[^a-zA-Z]*.*（解析器：[A-Z].*）$`))
})

test('and aliases that multiply without end do not stop the service from saying so', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((name, i) => {
      const before = 'abcdefg'[i]
      return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(',')}]`
    }),
  ].join('\n')
  expect(problems(bomb)[0]).toContain('不是正确的 YAML')
})

test.each(['', '[]', '42', 'desks: 7'])('%j is no configuration', (text) => {
  expect(problems(text)).not.toEqual([])
})
