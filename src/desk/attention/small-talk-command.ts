import type { DeskContext } from '../context.ts'
import type { StaffMember } from '../settings.ts'
import { clock as shortTime } from '../times.ts'
import { answerSmallTalk } from './answer-small-talk.ts'
import { smallTalkWords } from './small-talk.ts'

/** Messages that are looked through, and that one answer lists. */
const READ = 2_000
const LISTED = 40

/** `chatter [words]` lists what is kept of praise and chatter, the newest first; `chatter open NUMBER` answers one. */
export function smallTalkCommand(
  desk: DeskContext,
  person: StaffMember,
  words: readonly string[],
  now: number,
): string[] {
  const { attention, command } = desk.say
  const [first = '', second = ''] = words
  if (first.toLowerCase() === 'open') {
    const id = /^#?(\d{1,15})$/.exec(second)?.[1]
    return [id === undefined ? attention.smallTalkOpenHow : answerSmallTalk(desk, Number(id), person, now)]
  }
  const found = desk.attention
    .smallTalkBetween(0, now + 1, READ)
    .filter(({ text }) => words.every((word) => text.toLowerCase().includes(word.toLowerCase())))
  const lines = found
    .slice(0, LISTED)
    .map((message) =>
      [`#${message.id}`, shortTime(message.receivedAt, desk.settings.timeZone), smallTalkWords(desk, message)].join(
        desk.say.bar,
      ),
    )
  return [
    attention.smallTalkList(String(found.length)),
    ...(lines.length === 0 ? [command.none] : lines),
    ...(found.length > LISTED ? [attention.smallTalkMore(String(found.length - LISTED))] : []),
  ]
}
