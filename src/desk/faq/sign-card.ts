import { variablesIn } from '../../faq/fill.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { Card, CardText, StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { DeskCardDecision, DeskCardKind } from '../desk-cards.ts'
import { isLeader, mayDecide } from '../people.ts'
import { askToSign, showsTexts, signEntries } from './sign.ts'
import type { SignPayload } from './sign-payload.ts'
import { entriesOf, type Signable, signableOf, unsignedIds } from './signature.ts'
import { wordingLabel } from './wording-label.ts'

/** In front of a topic in the menu of what to sign; an id never begins so. */
const TOPIC = 'topic:'
/** Variables that the card shows with their values. */
const VARIABLES_SHOWN = 20

const leadersOnly: DeskCardKind['refuse'] = (desk, { person }) =>
  isLeader(person) ? undefined : desk.say.notice.leaderOnly

function readPayload(row: DeskCardRow): SignPayload {
  return JSON.parse(row.payload)
}

/** What is left to sign on a card. */
function leftOn(desk: DeskContext, row: DeskCardRow): Signable[] {
  return readPayload(row).entries.flatMap(({ id, hash }) => {
    if (desk.faqRows.isSigned(id, hash)) return []
    return signableOf(desk, id) ?? []
  })
}

/** The card on which a leader signs entries, all at once, by topic or one by one. */
export const signCard: DeskCardKind = {
  draw: (desk, row) => {
    const { card } = desk.say.faq
    const left = leftOn(desk, row)
    const all = readPayload(row).entries.flatMap(({ id }) => signableOf(desk, id) ?? [])
    const isOpen = row.finishedAt === null && left.length > 0
    return {
      title: isOpen ? card.sign(left.length) : card.signDone(all.length - left.length),
      tone: isOpen ? 'warning' : 'done',
      badges: [],
      facts: isOpen ? variableFacts(desk, left) : [],
      words: [],
      replies: isOpen && showsTexts(left) ? textsOf(desk, left) : listOf(desk, isOpen ? left : all),
      citations: [],
      warnings: isOpen ? warningsOf(desk, left) : [],
      history: readPayload(row).history,
      actions: isOpen ? actionsOf(desk, left) : [],
    }
  },
  refuse: leadersOnly,
  form: (desk, { row, verb }) => {
    if (verb !== 'sign-part') return undefined
    const left = leftOn(desk, row)
    const topics = [...new Set(left.map(({ topic }) => topic))]
    return {
      verb,
      card: { key: row.key, version: row.version },
      title: desk.say.faq.form.signPart,
      submit: desk.say.verbs.sign ?? '',
      cancel: desk.say.no,
      fields: [
        {
          kind: 'choice',
          name: 'part',
          label: desk.say.faq.form.part,
          options: [
            ...topics.map((topic) => ({
              value: `${TOPIC}${topic}`,
              label: desk.say.faq.form.topicPart(
                desk.say.topics[topic] ?? topic,
                left.filter((one) => one.topic === topic).length,
              ),
            })),
            ...left.map(({ id, title }) => ({ value: id, label: `${title} (${id})` })),
          ],
        },
      ],
    }
  },
  decide: (desk, { row, verb, person, fields, now }: DeskCardDecision): StaffOutcome => {
    const left = leftOn(desk, row)
    const part = fields.part ?? ''
    const ids = left
      .filter(({ id, topic }) => verb === 'sign' || (verb === 'sign-part' && (part === id || part === TOPIC + topic)))
      .map(({ id }) => id)
    if (ids.length === 0) return { kind: 'notice', text: desk.say.notice.unknownCard }
    return signEntries(desk, row.key, ids, person, now)
  },
}

function actionsOf(desk: DeskContext, left: readonly Signable[]): Card['actions'] {
  const { card } = desk.say.faq
  const { verbs, yes, no } = desk.say
  return [
    {
      verb: 'sign',
      label: card.signAll(left.length),
      style: 'primary',
      confirm: { title: card.confirmSign(left.length), text: card.confirmSignText, yes, no },
    },
    ...(left.length > 1 ? [{ verb: 'sign-part', label: verbs['sign-part'] ?? '' } as const] : []),
  ]
}

/** The desk's own values in these entries, since they are signed with them. */
function variableFacts(desk: DeskContext, left: readonly Signable[]): Card['facts'] {
  const facts = (['zh', 'en'] as const).flatMap((lang) => {
    const entries = left.flatMap(({ id }) => entriesOf(desk, id).filter((entry) => entry.lang === lang))
    const names = new Set(entries.flatMap(({ answer, brief }) => [...variablesIn(answer), ...variablesIn(brief ?? '')]))
    const values = desk.faq.fillings(lang)[0]?.values ?? {}
    return [...names].map((name) => ({ label: `${name} (${lang})`, value: values[name] ?? desk.say.faq.card.notSet }))
  })
  const seen = facts.slice(0, VARIABLES_SHOWN)
  if (facts.length <= VARIABLES_SHOWN) return seen
  return [
    ...seen.slice(0, -1),
    { label: '…', value: desk.say.faq.card.moreVariables(facts.length - VARIABLES_SHOWN + 1) },
  ]
}

const textsOf = (desk: DeskContext, signables: readonly Signable[]): CardText[] =>
  signables.flatMap(({ id, title, wordings }) =>
    wordings.map((wording) => ({
      label: `${title} (${id})${desk.say.bar}${wordingLabel(desk, wording)}`,
      text: wording.text,
    })),
  )

/** The titles by topic; the texts stand in the thread. */
function listOf(desk: DeskContext, signables: readonly Signable[]): CardText[] {
  const topics = [...new Set(signables.map(({ topic }) => topic))]
  return topics.map((topic) => {
    const own = signables.filter((one) => one.topic === topic)
    return {
      label: desk.say.faq.form.topicPart(desk.say.topics[topic] ?? topic, own.length),
      text: own.map(({ title }) => title).join(desk.say.list),
    }
  })
}

function warningsOf(desk: DeskContext, left: readonly Signable[]): string[] {
  const { card } = desk.say.faq
  const unset = left.filter(({ wordings }) => wordings.some((wording) => wording.unset.length > 0)).map(({ id }) => id)
  return [
    ...(showsTexts(left) ? [] : [card.textsInThread]),
    ...(unset.length === 0 ? [] : [card.unsetIn(unset.join(desk.say.list))]),
  ]
}

/** After a start: how many entries wait for a signature. Its button posts the card on which they are signed. */
export const offerCard: DeskCardKind = {
  draw: (desk, row) => {
    const { card } = desk.say.faq
    const count = unsignedIds(desk).length
    const isOpen = row.finishedAt === null
    return {
      title: isOpen ? card.unsigned(count) : card.allSigned,
      tone: isOpen ? 'warning' : 'done',
      badges: [],
      facts: [],
      words: [],
      replies: [],
      citations: [],
      warnings: isOpen ? [card.unsignedText] : [],
      history: [],
      actions: isOpen ? [{ verb: 'sign-show', label: desk.say.verbs['sign-show'] ?? '', style: 'primary' }] : [],
    }
  },
  refuse: (desk, { person }) => (mayDecide(person) ? undefined : desk.say.notice.noRole),
  decide: (desk, { person, now }) => askToSign(desk, 'all', person, now),
}
