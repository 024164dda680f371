import { conceptOf } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { asks } from './parts.ts'
import type { Clause, Reading } from './read.ts'

/** Matters that other offices decide: what the lexicon knows as one word with its other ways to say it. */
const known = new Set(
  ['医保', '公积金', '贷款', '驾驶证', '车辆', '违章', '手机卡', '银行', '继承', '拆迁', '高考', '入党']
    .map((word) => conceptOf(normalise(word)))
    .filter((concept) => concept !== undefined),
)
const others =
  /税|社保|社会保险|养老金|养老保险|失业|补贴|补助|抚恤|丧葬|公墓|墓地|疫苗|学信网|保险|低保|押金|抚养费|探视|限购|首付|诊疗|病历|转学|学费|教育局|教务处|人社局|社保局|民政局|房管局|房产局|车管所|法院|征地款|安家费|生育津贴|工伤|论文|作业|范文|征信/u
const wants = /(?:想|要|准备|打算)(?:给|把|让|为|帮|去|申请|办|领|查|买|转|补|取)/u

/**
 * Whether what a turn asks or wants is another office's matter, and the entry's own stands only in the story around it: it
 * does not where a clause asks for the entry's own and nothing else.
 */
export function asksOtherOffice(
  { normal, clauses }: Reading,
  isOwn: (clause: Clause, words: string) => boolean,
): boolean {
  let foreign = false
  for (const clause of clauses) {
    const words = normal.slice(clause.from, clause.to + 1)
    if (!wants.test(words) && !asks(normal, [clause])) continue
    const isForeign = others.test(words) || clause.concepts.some((concept) => known.has(concept))
    const own = isOwn(clause, words)
    if (own && !isForeign) return false
    if (isForeign && !own) foreign = true
  }
  return foreign
}
