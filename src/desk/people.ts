import type { Lang } from '../faq/entry.ts'
import type { Conversation } from '../store/conversations.ts'
import type { DeskContext } from './context.ts'
import { partyName } from './desks/directory.ts'
import type { Surface } from './intake.ts'
import type { Department, StaffMember } from './settings.ts'
import type { StandingTexts } from './standing.ts'

/** The desk's own staff and the departments' people. */
const everybody = ({ settings }: DeskContext): StaffMember[] => [
  ...settings.staff,
  ...settings.departments.flatMap((department) => department.members),
]

/** Who acts, by the chat's own user id. */
export const staffByChat = (desk: DeskContext, chat: string): StaffMember | undefined =>
  everybody(desk).find((member) => member.chat === chat)

export const staffById = (desk: DeskContext, id: string | null): StaffMember | undefined =>
  id === null ? undefined : everybody(desk).find((member) => member.id === id)

/** The department that a person works for; undefined for the desk's own staff. */
export const departmentOf = (desk: DeskContext, person: StaffMember): Department | undefined =>
  desk.settings.departments.find((department) => department.members.some((member) => member.id === person.id))

export const departmentById = (desk: DeskContext, id: string | null): Department | undefined =>
  desk.settings.departments.find((department) => department.id === id)

/** A department's name, or another desk's; one that has left the configuration keeps its id. */
export const departmentName = (desk: DeskContext, id: string | null): string =>
  departmentById(desk, id)?.name ?? partyName(desk.settings.directory, id) ?? id ?? '—'

/** A name for a line of the record; a person who has left the configuration keeps their id. */
export const nameOf = (desk: DeskContext, id: string | null): string =>
  staffById(desk, id)?.name ?? partyName(desk.settings.directory, id) ?? id ?? '—'

/** Whether this id is one of the desk's own people who may decide: not of somebody who has left the configuration. */
export const isOnStaff = (desk: DeskContext, id: string): boolean =>
  desk.settings.staff.some((member) => member.id === id && mayDecide(member))

export const leadersOf = (desk: DeskContext): StaffMember[] =>
  desk.settings.staff.filter((member) => member.roles.includes('leader'))

export const mayDecide = (member: StaffMember): boolean => member.roles.length > 0
export const isLeader = (member: StaffMember): boolean => member.roles.includes('leader')

/** To whom a conversation can be handed over. */
export const colleaguesFor = (desk: DeskContext, { owner }: Pick<Conversation, 'owner'>): StaffMember[] =>
  desk.settings.staff.filter((member) => mayDecide(member) && member.id !== owner)

/** Chat ids of staff, each once. */
export const chatIds = (desk: DeskContext, ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.flatMap((id) => staffById(desk, id)?.chat ?? [])),
]

export const numberOf = (desk: DeskContext, conversationId: number): string =>
  `${desk.settings.prefix}-${conversationId}`

/**
 * What the conversation's surface allows. Of a channel that was taken out of the configuration nothing is known: its
 * conversations stay on their cards until somebody closes them, since nothing can be delivered there.
 */
export const surfaceOf = (desk: DeskContext, conversation: Pick<Conversation, 'channel' | 'surface'>): Surface =>
  desk.settings.channels[conversation.channel]?.surfaces[conversation.surface] ?? {
    label: conversation.surface,
    maxLength: 2_000,
    passive: false,
    passiveCounts: false,
    public: false,
    idempotent: false,
  }

/** The language a conversation is answered in: English for English, Chinese for everything else. */
export const answerLang = (lang: string): Lang => (lang === 'en' ? 'en' : 'zh')

export const standingFor = (desk: DeskContext, lang: string): StandingTexts => desk.settings.standing[answerLang(lang)]

/** Values that standing texts may use. */
export const standingValues = (desk: DeskContext, conversationId: number): Record<string, string> => ({
  ...desk.settings.variables,
  desk_name: desk.settings.name,
  number: numberOf(desk, conversationId),
})
