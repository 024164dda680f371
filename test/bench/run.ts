import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { build } from '../../src/runtime/build.ts'
import { BUILT } from '../../src/runtime/built.ts'
import { ROOT } from '../../src/runtime/content-disk.ts'
import { accept } from './accept.ts'
import { action } from './action.ts'
import { card } from './card.ts'
import { cases } from './cases.ts'
import { desks } from './desks.ts'
import { faq } from './faq.ts'
import { memory } from './memory.ts'
import { start } from './start.ts'
import { stored } from './stored.ts'
import type { Row } from './support/figures.ts'
import { buildServers, endServers } from './support/server.ts'

/** `npm run bench`: every measure once, then one table. `npm run bench -- accept memory` runs only those. */
const measures: Readonly<Record<string, () => Promise<Row[]>>> = {
  accept,
  action,
  card,
  faq,
  memory,
  stored,
  cases,
  start,
  desks,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => measures[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no measure ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}.`)
  process.exit(1)
}

// What is measured is what `npm ci` leaves behind.
await build(join(ROOT, BUILT))
await buildServers()

const rows: Row[] = []
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const started = performance.now()
  try {
    rows.push(...(await measure()))
  } catch (error) {
    // The other measures are worth having all the same.
    console.error(`${name} failed:`, error)
    process.exitCode = 1
    endServers()
  }
  console.error(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
}

const cell = ({ measure, ours, compared, ratio, target, met }: Row): string =>
  `| ${measure} | ${ours} | ${compared} | ${ratio} | ${target === undefined ? '' : `${target} ${met === true ? '✓' : '✗'}`} |`
console.log(
  [
    `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}, ${process.platform}`,
    '',
    '| | Zhiban | compared with | ratio | target |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows.map(cell),
  ].join('\n'),
)
