import type { DeskContext } from '../context.ts'
import type { News } from './news.ts'

/** The news in a line. What a desk of a newer version says with a code of its own is worded neutrally. */
export const newsLine = (desk: DeskContext, news: News): string =>
  (news.via ?? []).reduce((line, name) => desk.say.desks.history.progress(name, line), happenedThere(desk, news))

function happenedThere(
  desk: DeskContext,
  { code, by = '', of = '', to = '', number = '', way = '', words = '' }: News,
): string {
  const { cases, desks } = desk.say
  switch (code) {
    case 'referred':
      return cases.history.referred(by, to)
    case 'accepted':
      return cases.history.accepted(of, by)
    case 'returned':
      return cases.history.returned(of, by, words)
    case 'disputed':
      return cases.history.disputed(of, by, words)
    case 'reported':
      return cases.history.reported(of, by)
    case 'replied':
      return cases.history.replied
    case 'told':
      return cases.history.told(by, wordFor(cases.ways, way) ?? desks.news.otherWay, words)
    case 'merged':
      return cases.history.merged(by, to)
    case 'wrote-again':
      return cases.history.wroteAgain(number)
    case 'in-danger':
      return cases.ping.inDanger(number)
    case 'arrived':
      return desks.history.arrived(of, number)
    case 'reported-up':
      return desks.history.reported(by, to)
    case 'given-back':
      return desks.history.returned(by, to, words)
    case 'taken-back':
      return desks.history.withdrawn(of)
    case 'answered':
      return desks.history.answered(of)
    case 'done-already':
      return desks.order.doneAlready
    default:
      return desks.news.other
  }
}

/** The words of the catalogue for a code that came from outside; undefined when it has none. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined
