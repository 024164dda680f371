import { z } from 'zod'

/**
 * The desk's standing texts: short approved texts that go out by themselves (a receipt, what to do in danger),
 * and the fixed parts around a reply. `{{name}}` stands for a value. One file a language in `prompts/standing`.
 */
const Text = z.string().trim().min(1)
/** Joined to a reply as it stands, with its own blanks. */
const Joined = z.string().regex(/\S/)

export const StandingTexts = z.strictObject({
  /** A message has come and a person will answer. Values: number, desk_name. */
  receipt: Text,
  /** The citizen asked for a person. Values: number, desk_name. */
  personComing: Text,
  /** Somebody follows the account. Values: desk_name. */
  followWelcome: Text,
  /** A receipt in a language that the desk does not answer in. Values: number, desk_name. */
  unknownLanguage: Text,
  /** The citizen is asked which entry is meant. Values: options (numbered, a line each), number, desk_name. */
  choice: Text.regex(/\{\{\s*options\s*\}\}/, '应含 {{options}}，用来列出各个选项'),
  /** A case was opened. Values: number, desk_name. */
  caseOpened: Text,
  /** A case takes longer. Values: number, deadline. */
  caseExtended: Text,
  /** The citizen asked how a case stands that is not answered yet. Values: number, state, opened, deadline. */
  caseState: Text,
  /** The same of an answered one, and of one that waits for the citizen. Values: number, state, opened, updated. */
  caseDone: Text,
  /** Somebody asked for a case that is not theirs, or for none that exists: the same words. Values: desk_name. */
  caseUnknown: Text,
  /** What a citizen is told of a case's state. No values. */
  caseStates: z.strictObject({
    received: Text,
    handling: Text,
    asked: Text,
    answering: Text,
    answered: Text,
    closed: Text,
  }),
  /** In front of a reply that corrects an earlier one. */
  correctionPrefix: Joined,
  /** Behind a model's draft that goes out unchanged. */
  aiNote: Joined,
  /** What to do now, by kind of danger. No values that may be missing: these texts always go out. */
  emergency: z.strictObject({
    suicide: Text,
    crime: Text,
    'missing-child': Text,
    'violence-at-home': Text,
    'fraud-now': Text,
    accident: Text,
    threat: Text,
    unclear: Text,
  }),
  /** Frames of a draft made without a model. Values: answer (only cite), desk_name, phone (not danger). */
  fallback: z.strictObject({ cite: Text, refer: Text, danger: Text }),
})
export type StandingTexts = z.infer<typeof StandingTexts>

const VARIABLE = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g

/** Fills a standing text. Throws an error that names the value when one is missing: half a text is never sent. */
export function fillStanding(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(VARIABLE, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`The standing text “${text.slice(0, 30)}…” needs a value for {{${name}}}.`)
    return value
  })
}

/** Names of the values a standing text needs. */
export const variablesOf = (text: string): string[] => [...text.matchAll(VARIABLE)].map((match) => match[1] ?? '')
