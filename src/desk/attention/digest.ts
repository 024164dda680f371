import type { DeskContext } from '../context.ts'
import { conversationLine } from '../conversation-line.ts'
import { changeDeskCard, type DeskCardKind, raiseDeskCard } from '../desk-cards.ts'
import { mayDecide } from '../people.ts'
import { say } from '../record.ts'
import { clock as shortTime } from '../times.ts'
import { DIGEST, release } from './release.ts'

/** Matters that the card lists, and that its form offers. */
const LISTED = 30
const OFFERED = 99
/** The value of the form's choice that opens every one. */
const ALL = 'all'

/** One card lists everything that is held back; the one before it is settled. */
export function raiseDigest(desk: DeskContext, now: number): void {
  desk.attention.dropFinished()
  desk.attention.markListed()
  const before = desk.deskCards.get(desk.journal.fact(DIGEST) ?? '')
  if (before !== undefined && before.finishedAt === null)
    changeDeskCard(desk, before, { changed: desk.say.attention.digestMoved, finished: true }, now)
  if (desk.attention.listed(1).length === 0) return
  const key = `${DIGEST}:${now}`
  desk.journal.setFact(DIGEST, key)
  raiseDeskCard(desk, { key, kind: DIGEST, payload: { at: now } }, now)
}

export const digestCard: DeskCardKind = {
  draw: (desk, row, now) => {
    const { attention, verbs } = desk.say
    const { at }: { at: number } = JSON.parse(row.payload)
    const finished = row.finishedAt !== null
    const rows = finished ? [] : desk.attention.listed(OFFERED)
    const lines = rows.slice(0, LISTED).map((one) => conversationLine(desk, one, now))
    const more = rows.length - lines.length
    return {
      title: attention.digestTitle(shortTime(at, desk.settings.timeZone), String(rows.length)),
      tone: finished ? 'done' : 'normal',
      badges: [],
      facts: [],
      words: finished
        ? []
        : [
            {
              label: attention.digestList,
              text: [...lines, ...(more > 0 ? [attention.digestMore(String(more))] : [])].join('\n'),
            },
          ],
      replies: [],
      citations: [],
      warnings: [],
      history: finished ? [row.changed] : [attention.digestHow],
      actions: rows.length === 0 ? [] : [{ verb: 'open-one', label: verbs['open-one'] ?? '', style: 'primary' }],
    }
  },
  refuse: (desk, { person }) => (mayDecide(person) ? undefined : desk.say.notice.noRole),
  form: (desk, { row, verb, now }) => {
    const { attention, submit, no } = desk.say
    const offered = desk.attention.listed(OFFERED).map((one) => ({
      value: String(one.id),
      label: conversationLine(desk, one, now),
    }))
    return {
      verb,
      card: { key: row.key, version: row.version },
      title: attention.digestForm,
      submit,
      cancel: no,
      fields: [
        {
          kind: 'choice',
          name: 'which',
          label: attention.digestWhich,
          options: [...offered, { value: ALL, label: attention.digestAll }],
          hint: attention.digestHint,
        },
      ],
    }
  },
  decide: (desk, { person, fields, now }) => {
    const which = fields.which ?? ''
    const ids = which === ALL ? desk.attention.listed(OFFERED).map(({ id }) => id) : [Number(which)]
    for (const id of ids) {
      say(desk, id, now, person.id, 'opened', desk.say.attention.openedFromDigest(person.name))
      release(desk, id, now)
    }
    return { kind: 'done' }
  },
}
