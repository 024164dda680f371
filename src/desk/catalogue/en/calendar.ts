import type { CalendarWords } from '../../calendar/explain.ts'

const some = (amount: string, what: string): string => `${amount} ${what}${amount === '1' ? '' : 's'}`

/** Days and deadlines, in English. */
export const enCalendar: CalendarWords = {
  language: 'en',
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  date: (month, day) => `${day} ${month}`,
  dated: (date, weekday) => `${weekday} ${date}`,
  range: (from, to) => `${from} to ${to}`,
  due: (date, weekday, time) => `by ${weekday} ${date} ${time}`,
  near: (weekday, time) => `${weekday} ${time}`,
  far: (date, weekday, time) => `${weekday} ${date} ${time}`,
  since: (moment, amount) => `${amount} from ${moment}`,
  amounts: {
    minutes: (amount) => some(amount, 'minute'),
    hours: (amount) => some(amount, 'hour'),
    days: (amount) => some(amount, 'day'),
    'working-minutes': (amount) => some(amount, 'working minute'),
    'working-days': (amount) => some(amount, 'working day'),
  },
  extended: (amount) => `extended by ${amount}`,
  set: {
    set: 'set when it was opened',
    granted: 'more time granted by a leader',
    whole: 'as the whole case is due then',
    appointment: 'the result is due a day after the appointment',
    merged: 'as a case that was merged into it is due then',
    before: 'more urgent now, and no later than before',
  },
  paused: 'without the time spent waiting for the other side',
  makeUp: (day) => `${day} is a working day`,
  holiday: (days, name) => `${days} is ${name}, a holiday`,
  localWork: (day, name) => `${day} is a working day (${name})`,
  unknownYear: (year) => `the holidays of ${year} are not known, Monday to Friday are taken as working days`,
  colon: ': ',
  comma: ', ',
}
