/** Whether somebody is in danger now. */
import type { EmergencyKind, Reason } from '../message.ts'
import { calling, now, past, rumour, standing, story, withoutIdioms } from './calm.ts'
import { emergencyRoundabout } from './emergency-roundabout.ts'
import type { EmergencyRule } from './emergency-rules.ts'
import { emergencyRules } from './emergency-rules.ts'
import { emergencySigns } from './emergency-signs.ts'

export interface Danger {
  readonly kind: EmergencyKind
  readonly reason: Reason
  /** `false`: about such a thing, but past, or about its papers. No alarm; a person answers, soon. */
  readonly alarm: boolean
}

const rules = [...emergencyRules, ...emergencySigns, ...emergencyRoundabout]
/** A long text repeats itself: it is enough to look at this many places a rule finds. */
const maxPlaces = 20
const clauseEnd = /[,，.。!?;；、\n]/

/** The first alarm in a folded turn; without one, the first thing close to an alarm. */
export function dangerIn(folded: string): Danger | undefined {
  const text = withoutIdioms(folded)
  let calm: Danger | undefined
  for (const rule of rules) {
    const { pattern } = rule
    // Not `matchAll`, which compiles the pattern anew for every text.
    pattern.lastIndex = 0
    let places = 0
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      if (match[0] === '') pattern.lastIndex += 1
      const verdict = weigh(rule, text, match.index, match.index + match[0].length)
      if (verdict === 'alarm') return { kind: rule.kind, reason: rule.reason, alarm: true }
      if (verdict === 'calm') calm ??= { kind: rule.kind, reason: `about:${rule.reason}`, alarm: false }
      if (++places === maxPlaces) break
    }
  }
  return calm
}

function weigh(rule: EmergencyRule, text: string, start: number, end: number): 'alarm' | 'calm' | 'story' {
  const clause = clauseAround(text, start, end)
  if (rule.firm) return story.test(clause) ? 'story' : 'alarm'
  if (story.test(clause)) return 'story'
  // A story that the text began earlier goes on, unless this clause says here and now.
  const near = text.slice(Math.max(0, start - 200), end + 200)
  if (story.test(near) && !now.test(clause)) return 'story'
  if (rumour.test(near) && !calling.test(near)) return 'calm'
  if (rule.pastIsCalm && past.test(clause) && !standing.test(clause)) return 'calm'
  if (rule.paper?.test(near) && !rule.live?.test(near)) return 'calm'
  return 'alarm'
}

/** The clause in which a match stands; at most 60 characters on either side. */
function clauseAround(text: string, start: number, end: number): string {
  let from = start
  while (from > 0 && start - from < 60 && !clauseEnd.test(text.charAt(from - 1))) from--
  let to = end
  while (to < text.length && to - end < 60 && !clauseEnd.test(text.charAt(to))) to++
  return text.slice(from, to)
}
