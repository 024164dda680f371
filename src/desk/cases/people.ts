import type { Case, Referral } from '../../store/cases.ts'
import type { DeskContext } from '../context.ts'
import { departmentOf } from '../people.ts'
import type { Department, StaffMember } from '../settings.ts'
import { GONE } from './referral-card.ts'

/** Whether a person may see a case: the desk's own staff, and the departments that it was handed to. */
export function maySee(desk: DeskContext, person: StaffMember, row: Case): boolean {
  const department = departmentOf(desk, person)
  return department === undefined || has(desk.cases.referralsOf(row.id), department)
}

const has = (referrals: readonly Referral[], department: Department): boolean =>
  referrals.some((one) => one.department === department.id && !GONE.has(one.state))

/** Departments in the order in which they are offered: the one responsible for the place first. */
export const departmentsFor = (desk: DeskContext, place: string): readonly Department[] => {
  const near = ({ places }: Department): boolean => place !== '' && places.some((name) => place.includes(name))
  return desk.settings.departments.toSorted((a, b) => Number(near(b)) - Number(near(a)))
}
