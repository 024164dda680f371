import type { Case } from '../../store/cases.ts'
import type { FormField } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { deskIn, neighbours, partyOf } from '../desks/directory.ts'
import { pathOf, whyNotTo } from '../desks/hand.ts'
import { deskForPlace } from '../desks/jurisdiction.ts'
import { departmentById, departmentName, isLeader } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { wordsOf } from './candidates.ts'
import { textField } from './fields.ts'
import { departmentsFor } from './people.ts'
import { leadOf } from './record.ts'

/** Most options of one menu. */
const OPTIONS = 100

/** Which department or other desk, and what it is asked to do. */
export function departmentFields(desk: DeskContext, row: Case, verb: 'refer' | 'assist'): FormField[] {
  const { form } = desk.say.cases
  const busy = new Set(
    desk.cases
      .referralsOf(row.id)
      .filter((one) => one.state === 'sent' || one.state === 'accepted')
      .map((one) => one.department),
  )
  const departments = departmentsFor(desk, row.place)
    .filter(({ id }) => verb === 'refer' || !busy.has(id))
    .map(({ id, name }) => ({ value: id, label: name }))
  const note = textField('note', form.note, { hint: form.noteHint, optional: true })
  if (verb === 'assist')
    return [{ kind: 'choice', name: 'department', label: form.department, options: departments }, note]
  const near = responsibleDesk(desk, row)
  const had = pathOf(desk, row.id)
  const desks = neighbours(desk.settings.directory, desk.settings.id)
    .filter(({ id }) => !had.includes(id))
    .map(({ id, name }) => ({ value: partyOf(id), label: desk.say.desks.form.deskOption(name), near: id === near?.id }))
  const option = ({ value, label }: { readonly value: string; readonly label: string }) => ({ value, label })
  return [
    {
      kind: 'choice',
      name: 'department',
      label: form.department,
      options: [
        ...desks.filter((one) => one.near).map(option),
        ...departments,
        ...desks.filter((one) => !one.near).map(option),
      ].slice(0, OPTIONS),
      ...(near === undefined || had.includes(near.id) ? {} : { hint: desk.say.desks.form.near(near.name) }),
    },
    note,
  ]
}

/** The desk responsible for the place of a case, or for the place that its citizens name. */
const responsibleDesk = (desk: DeskContext, row: Case) =>
  deskForPlace(desk.settings.directory, row.place === '' ? wordsOf(desk, row) : row.place)

/** Why a person may not hand a case to this department or desk; undefined when they may. */
export function whyNotRefer(desk: DeskContext, row: Case, department: string, person: StaffMember): string | undefined {
  const { notice } = desk.say.cases
  const to = deskIn(department)
  const why = to === undefined ? undefined : whyNotTo(desk, row, to)
  if (why !== undefined) return why
  if (to === undefined && departmentById(desk, department) === undefined) return notice.noDepartment(department)
  // What was disputed, or sent back before, is not for an officer alone to hand to the same one again.
  const back = desk.cases
    .referralsOf(row.id)
    .some((one) => one.department === department && (one.state === 'returned' || one.state === 'disputed'))
  const disputed = leadOf(desk, row.id)?.state === 'disputed'
  return (back || disputed) && !isLeader(person) ? notice.leaderDecides(departmentName(desk, department)) : undefined
}
