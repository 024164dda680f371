import type { DeskCardRow } from '../../store/desk-cards.ts'
import { sendBack } from '../cases/refer.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, type DeskCardKind } from '../desk-cards.ts'
import { mayDecide } from '../people.ts'
import { revive } from '../revive.ts'
import { clock } from '../times.ts'
import { deskName, partyOf } from './directory.ts'
import type { Letter } from './letter.ts'
import { isStillMeant, letterOf } from './post.ts'
import type { DeadLetter } from './undelivered.ts'

const payloadOf = (row: DeskCardRow): DeadLetter => JSON.parse(row.payload)

/** A letter to another desk that did not arrive. */
export const deadLetterCard: DeskCardKind = {
  draw: (desk, row) => {
    const { to, what, why } = payloadOf(row)
    const { letter } = desk.say.desks
    const name = deskName(desk.settings.directory, to)
    const button = (verb: 'retry' | 'drop') => ({ verb, label: desk.say.verbs[verb] ?? verb })
    const done = row.finishedAt !== null
    return {
      title: letter.title(name),
      tone: done ? 'done' : 'warning',
      badges: [],
      facts: [
        { label: letter.to, value: name },
        { label: letter.what, value: letter.kinds[what] },
        { label: letter.since, value: clock(row.createdAt, desk.settings.timeZone) },
      ],
      words: [],
      replies: [],
      citations: [],
      warnings: done ? [] : [letter.failed(why)],
      history: row.changed === '' ? [] : [row.changed],
      actions: done ? [] : [{ ...button('retry'), style: 'primary' }, dropButton(desk)],
    }
  },
  refuse: (desk, { person, verb }) => {
    if (!mayDecide(person)) return desk.say.notice.noRole
    return verb === 'retry' || verb === 'drop' ? undefined : desk.say.notice.unknownCard
  },
  decide: (desk, { row, person, verb, now }) => {
    const { effect: id, letter: known } = payloadOf(row)
    const effect = desk.outbox.get(id)
    // Numbers of effects are used again: only the letter's own id tells that it is still this one.
    const same = effect?.kind === 'letter' && letterOf(effect).id === known
    const waits = same && effect.state === 'dead' && (verb === 'drop' || isStillMeant(desk, letterOf(effect)))
    if (!waits) {
      if (same && effect.state === 'dead') desk.outbox.remove(effect.id)
      changeDeskCard(desk, row, { changed: desk.say.desks.letter.underWay, finished: true }, now)
      return { kind: 'done' }
    }
    const { letter } = desk.say.desks
    if (verb === 'retry') {
      revive(desk, effect, now)
      changeDeskCard(desk, row, { changed: letter.retried(person.name) }, now)
    } else {
      desk.outbox.remove(effect.id)
      comesBack(desk, letterOf(effect), now)
      changeDeskCard(desk, row, { changed: letter.dropped(person.name), finished: true }, now)
    }
    return { kind: 'done' }
  },
}

/** A case that never arrived is nobody's there: it is this desk's again. */
function comesBack(desk: DeskContext, { to, body }: Letter, now: number): void {
  const referral = body.kind === 'refer' ? desk.cases.referral(body.ref) : undefined
  const row = referral === undefined ? undefined : desk.cases.get(referral.caseId)
  if (referral?.state !== 'sent' || row === undefined) return
  const person = { id: partyOf(to), name: '', roles: [], chat: '' }
  sendBack(desk, row, referral, { dispute: false, reason: desk.say.desks.letter.neverArrived, person }, now)
}

const dropButton = ({ say }: DeskContext) =>
  ({
    verb: 'drop',
    label: say.verbs.drop ?? 'drop',
    style: 'danger',
    confirm: { title: say.verbs.drop ?? 'drop', text: say.desks.letter.confirmDrop, yes: say.yes, no: say.no },
  }) as const
