import type { FaqEntry, Matcher } from './entry.ts'

const grams = (text: string): Set<string> => {
  const clean = text.toLowerCase().replaceAll(/[\s，。？！、,.?!]/g, '')
  return new Set(Array.from({ length: Math.max(0, clean.length - 1) }, (_, i) => clean.slice(i, i + 2)))
}

/** Finds the entry whose questions share most with the turn. */
export function createMatcher(entries: readonly FaqEntry[]): Matcher {
  const questions = entries.flatMap((entry) => entry.questions.map((q) => ({ id: entry.id, grams: grams(q) })))
  return {
    match: (turn) => {
      const asked = grams(turn.slice(0, 200))
      const best = new Map<string, number>()
      for (const q of questions) {
        let common = 0
        for (const g of q.grams) if (asked.has(g)) common += 1
        const score = common / Math.sqrt(q.grams.size * asked.size || 1)
        best.set(q.id, Math.max(best.get(q.id) ?? 0, score))
      }
      const candidates = [...best].map(([id, confidence]) => ({ id, confidence })).sort((a, b) => b.confidence - a.confidence).slice(0, 3)
      const top = candidates[0]?.confidence ?? 0
      return { band: top > 0.7 ? 'answer' : top > 0.3 ? 'offer' : 'none', candidates: candidates.filter((c) => c.confidence > 0.2), reason: '' }
    },
  }
}
