import type { Platform } from '../../adapters/platform.ts'
import { AdapterError } from '../../adapters/shared/errors.ts'
import type { TeamChat } from '../../adapters/team-chat.ts'
import type { Letter, LetterOutcome } from '../desk/desks/letter.ts'
import type { Failure, Job, JobOutcome, ModelJudgement } from '../desk/jobs.ts'
import { type Writer, WriterError } from '../writer/port.ts'

/** Brings a letter to another desk and says what that desk says; throws `AdapterError` when it cannot be reached. */
export type LetterLink = (letter: Letter) => Promise<LetterOutcome>

export interface EffectTargets {
  readonly platforms: ReadonlyMap<string, Platform>
  readonly chat: TeamChat
  readonly writer: Writer | undefined
  /** The way to another desk: in this process, in another object, or on another machine; undefined for an unknown one. */
  readonly letters: (desk: string) => LetterLink | undefined
}

/** Performs one effect and says what came of it. Never throws. */
export async function perform(job: Job, targets: EffectTargets): Promise<JobOutcome> {
  try {
    return await attempt(job, targets)
  } catch (error) {
    return { kind: 'failed', failure: failureOf(job, error) }
  }
}

async function attempt(job: Job, { platforms, chat, writer, letters }: EffectTargets): Promise<JobOutcome> {
  switch (job.kind) {
    case 'reply': {
      await platformOf(platforms, job.channel).reply(job.target, job.text, job.key)
      return { kind: 'done' }
    }
    case 'find': {
      const platform = platformOf(platforms, job.channel)
      return {
        kind: 'found',
        where: platform.find === undefined ? 'unknown' : await platform.find(job.target, job.text),
      }
    }
    case 'card':
      return await showCard(job, chat)
    case 'note': {
      await chat.note(job.ref, { text: job.text, mention: job.mention })
      return { kind: 'done' }
    }
    case 'letter':
      return await bring(job.letter, letters(job.letter.to))
    case 'draft':
      return await draft(job, writer)
    case 'choose': {
      if (writer === undefined) throw new WriterError('unreachable', 'no model is configured any more')
      const { choice, model, promptVersion } = await writer.choose(job.context)
      return { kind: 'chosen', choice: { id: choice.id, words: choice.words, model, promptVersion } }
    }
  }
}

async function draft(job: Extract<Job, { kind: 'draft' }>, writer: Writer | undefined): Promise<JobOutcome> {
  if (writer === undefined) throw new WriterError('unreachable', 'no model is configured any more')
  const drafting = writer.draft(job.context)
  // A judgement that fails costs nothing: the rules have judged already.
  const judging = writer.classify(job.context).then(
    ({ judgement: { topic, urgency, approach, emergency, reason } }): ModelJudgement => ({
      topic,
      urgency,
      approach,
      emergency,
      reason,
    }),
    () => undefined,
  )
  try {
    const drafted = await drafting
    const { text, way, used, unsure } = drafted.draft
    const { model, promptVersion } = drafted
    return { kind: 'drafted', draft: { text, way, used, unsure, model, promptVersion }, judgement: await judging }
  } catch (error) {
    // What it saw of danger counts, whatever became of its draft.
    return { kind: 'failed', failure: failureOf(job, error), judgement: await judging }
  }
}

/** The card was removed from the chat, or another app or chat posted it: the matter still needs one. */
const OUT_OF_REACH: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'bad-ref'])

async function showCard(job: Extract<Job, { kind: 'card' }>, chat: TeamChat): Promise<JobOutcome> {
  const ref = job.ref ?? (job.look ? await chat.find(job.card.key, job.channel) : undefined)
  if (ref === undefined) return { kind: 'posted', ref: await chat.post(job.card, job.channel) }
  try {
    await chat.update(ref, job.card)
    return { kind: 'posted', ref }
  } catch (error) {
    if (error instanceof AdapterError && OUT_OF_REACH.has(error.code)) {
      return { kind: 'posted', ref: await chat.post(job.card, job.channel) }
    }
    throw error
  }
}

async function bring(letter: Letter, link: LetterLink | undefined): Promise<JobOutcome> {
  if (link === undefined)
    throw new AdapterError('permanent', 'unknown-desk', `desk ${letter.to} is not in the configuration any more`, {
      words: {
        zh: `值班台“${letter.to}”已不在配置中`,
        en: `the desk ${letter.to} is not in the configuration any more`,
      },
    })
  const outcome = await link(letter)
  if (outcome.kind === 'refused')
    throw new AdapterError('permanent', outcome.code, `desk ${letter.to} refused a letter of kind ${letter.body.kind}`)
  return { kind: 'done' }
}

function platformOf(platforms: ReadonlyMap<string, Platform>, channel: string): Platform {
  const platform = platforms.get(channel)
  if (platform !== undefined) return platform
  throw new AdapterError('permanent', 'no-channel', `channel ${channel} is not in the configuration any more`, {
    words: {
      zh: `渠道“${channel}”已不在配置中，无法发送`,
      en: `the channel ${channel} is not in the configuration any more, so nothing can be sent`,
    },
  })
}

function failureOf(job: Job, error: unknown): Failure {
  if (error instanceof AdapterError) {
    const { kind, code, message, words, retryAfterMs } = error
    return { kind, code, message, words, retryAfterMs }
  }
  if (error instanceof WriterError) {
    return { kind: 'permanent', code: error.kind, message: error.message, words: undefined, retryAfterMs: undefined }
  }
  // Nobody knows how far it came: a reply must not be repeated blindly, everything else may be.
  const message = error instanceof Error ? error.message : String(error)
  return {
    kind: job.kind === 'reply' ? 'uncertain' : 'transient',
    code: 'unexpected',
    message,
    words: undefined,
    retryAfterMs: undefined,
  }
}
