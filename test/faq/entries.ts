import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { placesOf } from '../../src/config-places.ts'
import { Service } from '../../src/config-schema.ts'
import { topics } from '../../src/desk/message.ts'
import { detailLabels } from '../../src/faq/detail.ts'
import type { Lang } from '../../src/faq/entry.ts'
import { type Loaded, loadFaq } from '../../src/faq/load.ts'
import { createLocator, type Locate } from '../../src/faq/locality.ts'

/** The product's own entries, read from `prompts/faq`. */
export function ownFaq(): Loaded {
  const files = new Map<string, string>()
  for (const lang of ['zh', 'en'])
    for (const name of readdirSync(`prompts/faq/${lang}`)) {
      const file = `prompts/faq/${lang}/${name}`
      files.set(file, readFileSync(file, 'utf8'))
    }
  return loadFaq(files, { topics })
}

/** The details with every label in its place. */
const detailText = (labels: readonly string[]): string =>
  labels.map((label) => `- ${label}${/\p{Script=Han}/u.test(label) ? '：' : ': '}…`).join('\n')

interface Parts {
  readonly id?: string
  readonly cite?: string
  readonly front?: string
  readonly answer?: string
  readonly brief?: string
  readonly detail?: string
  readonly questions?: readonly string[]
}

/** A small right Chinese entry, with the parts that a test wants different. */
export function entryText(parts: Parts = {}, lang: Lang = 'zh'): string {
  const questions = parts.questions ?? ['居住证签注怎么办', '居住证怎么签注']
  return `---
id: ${parts.id ?? 'sample'}
title: 居住证签注
topic: residence-permit
questions:
${questions.map((question) => `  - ${question}`).join('\n')}
cite: ${parts.cite ?? '居住证暂行条例第十条'}
sources:
  - title: 居住证暂行条例
    article: 第十条
    date: 2016-01-01
    checked: 2026-11-24
auto: true
reviewBy: 2027-11-24
${parts.front ?? ''}---

## 简答

${parts.answer ?? '您好，居住证每年签注一次。'}

## 短答

${parts.brief ?? '您好，每年签注一次。'}

## 详细

${parts.detail ?? detailText(detailLabels[lang])}
`
}

/** The same in English. */
export const entryTextEn = (id = 'sample'): string =>
  entryText({ id, answer: 'Hello. Once a year.', brief: 'Hello. Once a year.' }, 'en')
    .replace('## 简答', '## Answer')
    .replace('## 短答', '## Brief')
    .replace('## 详细', '## Detail')

/** Where the first desk of the sample configuration is. */
export function sampleLocator(): Locate {
  const [desk] = Service.parse(parse(readFileSync('zhiban.config.yaml', 'utf8'))).desks
  if (desk === undefined) throw new Error('the sample configuration has no desk')
  return createLocator(placesOf(desk))
}
