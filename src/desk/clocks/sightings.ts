import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { nameOf } from '../people.ts'
import { parts } from '../times.ts'

/** Who was called to an emergency when, and who has seen it when, in order of time; undefined when nobody was. */
export function sightings(desk: DeskContext, { id, urgency }: Conversation): string | undefined {
  if (urgency !== 'emergency') return undefined
  const { timeZone } = desk.settings
  const words = desk.say.clocks
  const lines = desk.journal.history(id).flatMap((event) => {
    const p = parts(event.at, timeZone)
    const at = `${p.hour}:${p.minute}:${p.second}`
    if (event.what === 'seen') return [words.sawAt(at, nameOf(desk, event.actor))]
    if (event.what !== 'call') return []
    const { people }: { people?: string[] } = JSON.parse(event.detail)
    return [words.calledAt(at, (people ?? []).map((person) => nameOf(desk, person)).join(desk.say.list))]
  })
  return lines.length === 0 ? undefined : lines.join(desk.say.bar)
}
