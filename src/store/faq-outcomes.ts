import { eq, gte, lt, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { faqOutcomes } from './schema.ts'
import { runs, takesRows } from './statement.ts'

export type FaqOutcome = typeof faqOutcomes.$inferSelect

/** How often an entry answered by itself, and what came of it. */
export interface FaqCount {
  readonly entry: string
  readonly answered: number
  readonly confirmed: number
  readonly cameBack: number
  /** No word after it until the conversation had ended. */
  readonly contained: number
}

/** What came of the automatic answers. */
export function faqOutcomeStore(db: Database) {
  const insert = runs(
    db,
    db.insert(faqOutcomes).values({
      replyId: sql.placeholder('replyId'),
      entry: sql.placeholder('entry'),
      answeredAt: sql.placeholder('answeredAt'),
      outcome: null,
      decidedAt: null,
    }),
  )
  const ofReply = takesRows(
    db,
    faqOutcomes,
    db
      .select()
      .from(faqOutcomes)
      .where(eq(faqOutcomes.replyId, sql.placeholder('reply')))
      .orderBy(faqOutcomes.id),
  )

  return {
    add: (row: Pick<FaqOutcome, 'replyId' | 'entry' | 'answeredAt'>): void => {
      insert(row)
    },
    /** The entries of one reply, in the order in which they stand in it. */
    ofReply: (reply: number): FaqOutcome[] => ofReply({ reply }),
    decide: (id: number, outcome: NonNullable<FaqOutcome['outcome']>, decidedAt: number): void => {
      db.update(faqOutcomes).set({ outcome, decidedAt }).where(eq(faqOutcomes.id, id)).run()
    },
    /** Counts of the answers since `since`, by entry; one without a word counts as contained if it is from before `ended`. */
    counts: (since: number, ended: number): FaqCount[] =>
      db
        .select({
          entry: faqOutcomes.entry,
          answered: sql<number>`count(*)`,
          confirmed: sql<number>`sum(${faqOutcomes.outcome} is 'confirmed')`,
          cameBack: sql<number>`sum(${faqOutcomes.outcome} is 'came-back')`,
          contained: sql<number>`sum(${faqOutcomes.outcome} is null and ${faqOutcomes.answeredAt} < ${ended})`,
        })
        .from(faqOutcomes)
        .where(gte(faqOutcomes.answeredAt, since))
        .groupBy(faqOutcomes.entry)
        .orderBy(sql`count(*) desc`, faqOutcomes.entry)
        .all(),
    forgetBefore: (at: number): void => {
      db.delete(faqOutcomes).where(lt(faqOutcomes.answeredAt, at)).run()
    },
  }
}
