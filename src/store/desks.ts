import { and, asc, eq, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { handedCases, handedReferrals, receivedLetters, supervisions } from './schema.ts'

export type HandedCase = typeof handedCases.$inferSelect
export type HandedReferral = typeof handedReferrals.$inferSelect
export type Supervision = typeof supervisions.$inferSelect
/** What is supervised. */
export type Supervised = Pick<Supervision, 'about' | 'aboutId'>

/** What this desk has to do with others: letters taken, cases handed to and by it, what a superior desk supervises. */
export function deskLinkStore(db: Database) {
  return {
    hasTaken: (origin: string, letter: string): boolean =>
      db
        .select({ at: receivedLetters.at })
        .from(receivedLetters)
        .where(and(eq(receivedLetters.origin, origin), eq(receivedLetters.letter, letter)))
        .get() !== undefined,
    taken: (origin: string, letter: string, at: number): void => {
      db.insert(receivedLetters).values({ origin, letter, at }).run()
    },

    addHanded: (row: HandedCase): void => {
      db.insert(handedCases).values(row).run()
    },
    setHanded: (caseId: number, change: Partial<Omit<HandedCase, 'caseId' | 'origin'>>): void => {
      db.update(handedCases).set(change).where(eq(handedCases.caseId, caseId)).run()
    },
    handed: (caseId: number): HandedCase | undefined =>
      db.select().from(handedCases).where(eq(handedCases.caseId, caseId)).get(),
    handedByRef: (origin: string, ref: number): HandedCase | undefined =>
      db
        .select()
        .from(handedCases)
        .where(and(eq(handedCases.origin, origin), eq(handedCases.ref, ref)))
        .get(),
    /** The case that the same desk handed over before under the number that the citizen knows. */
    handedByNumber: (origin: string, number: string): HandedCase | undefined =>
      db
        .select()
        .from(handedCases)
        .where(and(eq(handedCases.origin, origin), eq(handedCases.number, number)))
        .get(),

    addReferral: (row: HandedReferral): void => {
      db.insert(handedReferrals).values(row).run()
    },
    setReferral: (id: number, change: Partial<Omit<HandedReferral, 'referralId' | 'desk'>>): void => {
      db.update(handedReferrals).set(change).where(eq(handedReferrals.referralId, id)).run()
    },
    referral: (id: number): HandedReferral | undefined =>
      db.select().from(handedReferrals).where(eq(handedReferrals.referralId, id)).get(),

    supervise: (row: Omit<Supervision, 'id'>): Supervision => db.insert(supervisions).values(row).returning().get(),
    supervision: (id: number): Supervision | undefined =>
      db.select().from(supervisions).where(eq(supervisions.id, id)).get(),
    /** What a superior desk still waits for about one matter. */
    openFor: ({ about, aboutId }: Supervised): Supervision[] =>
      db
        .select()
        .from(supervisions)
        .where(
          and(eq(supervisions.about, about), eq(supervisions.aboutId, aboutId), sql`${supervisions.doneAt} is null`),
        )
        .orderBy(asc(supervisions.id))
        .all(),
    setSupervision: (id: number, change: Partial<Omit<Supervision, 'id'>>): void => {
      db.update(supervisions).set(change).where(eq(supervisions.id, id)).run()
    },
    due: (now: number, limit: number): Supervision[] =>
      db
        .select()
        .from(supervisions)
        .where(and(isNotNull(supervisions.nextAt), lte(supervisions.nextAt, now)))
        .orderBy(asc(supervisions.nextAt))
        .limit(limit)
        .all(),

    /** Empties the citizens' words of cases that ended before `before`. */
    emptyWords: (before: number): void => {
      db.update(handedCases)
        .set({ words: '[]', note: '' })
        .where(
          and(
            lt(handedCases.updatedAt, before),
            sql`${handedCases.state} in ('answered','returned','withdrawn') and ${handedCases.words} <> '[]'`,
          ),
        )
        .run()
    },
    forgetBefore: (at: number): void => {
      db.delete(receivedLetters).where(lt(receivedLetters.at, at)).run()
      db.delete(supervisions)
        .where(and(isNotNull(supervisions.doneAt), lt(supervisions.doneAt, at)))
        .run()
    },
  }
}
