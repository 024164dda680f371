import type { Wording } from '../../faq/signed-text.ts'
import type { DeskContext } from '../context.ts'

/** Which of an entry's texts it is, in words for staff. */
export function wordingLabel(desk: DeskContext, { lang, form, place, unset }: Wording): string {
  const { wording } = desk.say.faq
  return [
    wording[`${lang}-${form}`],
    ...(place === undefined ? [] : [wording.place(place)]),
    ...(unset.length === 0 ? [] : [wording.unset(unset.join(desk.say.list))]),
  ].join(desk.say.bar)
}
