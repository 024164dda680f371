import type { Held } from '../faq/sendable.ts'
import type { Catalogue } from './catalogue/zh.ts'

/** Why an FAQ entry was not sent by itself, in the words of the catalogue. */
export function heldText({ held, list }: Catalogue, why: Held): string {
  switch (why.code) {
    case 'staff-only':
      return held.staffOnly
    case 'review-passed':
      return held.reviewPassed(why.reviewBy, why.file)
    case 'unset':
      return held.unset(why.names.join(list))
    case 'elsewhere':
      return held.elsewhere(why.place)
    case 'too-long':
      return held.tooLong(why.length, why.limit)
    case 'unsigned':
      return why.changed ? held.changed(why.id) : held.unsigned(why.id)
    case 'retired':
      return held.retired(why.id)
  }
}
