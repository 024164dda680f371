import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { chatIds, leadersOf } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { splitText } from '../split.ts'
import { record, sign, stamp } from './changes.ts'
import { refreshFaqCards, refreshOffer } from './refresh.ts'
import { OFFER_CARD, type OfferPayload, SIGN_CARD, type SignPayload } from './sign-payload.ts'
import { automaticIds, isSigned, type Signable, signableOf, unsignedIds } from './signature.ts'
import { wordingLabel } from './wording-label.ts'

/** Characters of the texts that a card itself shows; with more of them they stand in its thread. */
const ON_CARD = 3_000

/** Posts the card on which entries are signed: those named (an id, a topic), or all that lack a signature. */
export function askToSign(desk: DeskContext, argument: string, person: StaffMember, now: number): StaffOutcome {
  const { notice } = desk.say.faq
  const ids = idsFor(desk, argument)
  if (ids === undefined) return { kind: 'notice', text: desk.say.notice.notFound(argument.slice(0, 40)) }
  const wanted = ids.filter((id) => !isSigned(desk, id)).flatMap((id) => signableOf(desk, id) ?? [])
  if (wanted.length === 0) return { kind: 'notice', text: notice.nothingToSign }
  for (const row of desk.deskCards.ofKind(SIGN_CARD))
    if (row.finishedAt === null)
      changeDeskCard(desk, row, { changed: desk.say.faq.history.replaced, finished: true }, now)
  const key = nextKey(desk, SIGN_CARD)
  const payload: SignPayload = {
    entries: wanted.map(({ id, hash }) => ({ id, hash })),
    history: [stamp(desk, desk.say.faq.history.asked(person.name), now)],
  }
  raiseDeskCard(desk, { key, kind: SIGN_CARD, payload }, now)
  if (!showsTexts(wanted)) for (const text of notesOf(desk, wanted)) noteOnDeskCard(desk, key, text, [], now)
  return { kind: 'notice', text: notice.asked(wanted.length) }
}

/** A key that no card of this kind has had. */
export function nextKey(desk: DeskContext, kind: string): string {
  const number = Number(desk.journal.fact(kind) ?? '0') + 1
  desk.journal.setFact(kind, String(number))
  return `${kind}-${number}`
}

/** Whether the card itself shows everything that is signed on it. */
export const showsTexts = (signables: readonly Signable[]): boolean =>
  signables.reduce((sum, { text }) => sum + text.length, 0) <= ON_CARD

function idsFor(desk: DeskContext, argument: string): string[] | undefined {
  const ids = automaticIds(desk)
  if (argument === '' || argument === 'all') return ids
  if (ids.includes(argument)) return [argument]
  const ofTopic = ids.filter((id) => {
    const topic = signableOf(desk, id)?.topic ?? ''
    return topic === argument || desk.say.topics[topic] === argument
  })
  return ofTopic.length === 0 ? undefined : ofTopic
}

/** All texts of the entries, as few notes as the chat's limit allows. */
function notesOf(desk: DeskContext, signables: readonly Signable[]): string[] {
  const { noteLimit } = desk.settings.chat
  const notes: string[] = []
  let open = ''
  for (const signable of signables) {
    for (const part of splitText(textOf(desk, signable), noteLimit)) {
      if (open !== '' && open.length + part.length + 2 > noteLimit) {
        notes.push(open)
        open = ''
      }
      open = open === '' ? part : `${open}\n\n${part}`
    }
  }
  return open === '' ? notes : [...notes, open]
}

const textOf = (desk: DeskContext, { id, title, wordings }: Signable): string =>
  [
    desk.say.faq.wording.heading(title, id),
    ...wordings.map((wording) => `${wordingLabel(desk, wording)}${desk.say.colon}${wording.text}`),
  ].join('\n')

/** A leader signs what the card shows of some entries. What has changed since it was posted is not signed. */
export function signEntries(
  desk: DeskContext,
  key: string,
  ids: readonly string[],
  person: StaffMember,
  now: number,
): StaffOutcome {
  const row = desk.deskCards.get(key)
  if (row === undefined) return { kind: 'notice', text: desk.say.notice.unknownCard }
  const payload: SignPayload = JSON.parse(row.payload)
  const chosen = payload.entries.filter(({ id }) => ids.includes(id))
  const changed = chosen.filter(({ id, hash }) => signableOf(desk, id)?.hash !== hash)
  if (changed.length > 0) {
    const names = changed.map(({ id }) => id).join(desk.say.list)
    return { kind: 'notice', text: desk.say.faq.notice.changedSince(names) }
  }
  for (const { id } of chosen) sign(desk, id, person.id, now)
  record(desk, person, 'faq-sign', { entries: chosen }, now)
  const line = desk.say.faq.history.signed(person.name, chosen.length)
  changeDeskCard(
    desk,
    row,
    { changed: line, payload: { ...payload, history: [...payload.history, stamp(desk, line, now)] } },
    now,
  )
  refreshFaqCards(desk, now)
  return { kind: 'done' }
}

/** After a start: says once how many entries lack a signature. Where all count as signed, nothing is said. */
export function offerSigning(desk: DeskContext, now: number): void {
  if (desk.settings.faqSigned || !desk.settings.faqAuto) return
  if (refreshOffer(desk, now)) return
  const count = unsignedIds(desk).length
  if (count === 0) return
  const payload: OfferPayload = { count }
  const key = nextKey(desk, OFFER_CARD)
  raiseDeskCard(desk, { key, kind: OFFER_CARD, payload }, now)
  const leaders = chatIds(
    desk,
    leadersOf(desk).map((leader) => leader.id),
  )
  noteOnDeskCard(desk, key, desk.say.faq.ping.unsigned(count), leaders, now)
}
