import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { faqChoices } from './schema.ts'
import { takesRows } from './statement.ts'

export type FaqChoice = typeof faqChoices.$inferSelect

/** What a model was asked to choose, turn by turn. */
export function faqChoiceStore(db: Database) {
  const ofTurn = takesRows(
    db,
    faqChoices,
    db
      .select()
      .from(faqChoices)
      .where(
        and(
          eq(faqChoices.conversationId, sql.placeholder('conversation')),
          eq(faqChoices.turn, sql.placeholder('turn')),
        ),
      ),
  )
  return {
    /** Asked (again): whatever was answered about the turn's earlier words is forgotten. */
    ask: (asked: Pick<FaqChoice, 'conversationId' | 'turn' | 'wordsHash' | 'askedAt'>): void => {
      const row: FaqChoice = {
        ...asked,
        state: 'asked',
        entry: null,
        words: '',
        model: '',
        promptVersion: '',
        problem: null,
        decidedAt: null,
      }
      db.insert(faqChoices)
        .values(row)
        .onConflictDoUpdate({ target: [faqChoices.conversationId, faqChoices.turn], set: row })
        .run()
    },
    ofTurn: (conversation: number, turn: number): FaqChoice | undefined => ofTurn({ conversation, turn })[0],
    decide: (
      { conversationId, turn }: Pick<FaqChoice, 'conversationId' | 'turn'>,
      change: Partial<Omit<FaqChoice, 'conversationId' | 'turn'>>,
    ): void => {
      db.update(faqChoices)
        .set(change)
        .where(and(eq(faqChoices.conversationId, conversationId), eq(faqChoices.turn, turn)))
        .run()
    },
    /** Empties the citizens' words of finished conversations. */
    emptyWords: (conversationIds: readonly number[]): void => {
      if (conversationIds.length === 0) return
      db.update(faqChoices)
        .set({ words: '' })
        .where(inArray(faqChoices.conversationId, [...conversationIds]))
        .run()
    },
  }
}
