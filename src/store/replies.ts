import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { decisions, drafts, replies } from './schema.ts'
import { changes, idOf, takesNumber, takesRows } from './statement.ts'

export type Draft = typeof drafts.$inferSelect
export type Reply = typeof replies.$inferSelect
export type Decision = typeof decisions.$inferSelect

/** Drafts, the decisions about them, and the replies that came of them. */
export function replyStore(db: Database) {
  const insertReply = takesNumber(
    db,
    db
      .insert(replies)
      .values({
        conversationId: sql.placeholder('conversationId'),
        turn: sql.placeholder('turn'),
        text: sql.placeholder('text'),
        textHash: sql.placeholder('textHash'),
        kind: sql.placeholder('kind'),
        provenance: sql.placeholder('provenance'),
        state: sql.placeholder('state'),
        passive: sql.placeholder('passive'),
        corrects: sql.placeholder('corrects'),
        draftId: sql.placeholder('draftId'),
        problem: sql.placeholder('problem'),
        createdAt: sql.placeholder('createdAt'),
        sentAt: sql.placeholder('sentAt'),
      })
      .returning({ id: replies.id }),
  )
  const ofConversation = takesRows(
    db,
    replies,
    db
      .select()
      .from(replies)
      .where(eq(replies.conversationId, sql.placeholder('conversation')))
      .orderBy(asc(replies.id)),
  )
  const byId = takesRows(
    db,
    replies,
    db
      .select()
      .from(replies)
      .where(eq(replies.id, sql.placeholder('id'))),
  )

  const newestAnswer = takesRows(
    db,
    replies,
    db
      .select()
      .from(replies)
      .where(
        and(
          eq(replies.conversationId, sql.placeholder('conversation')),
          sql`${replies.state} = 'sent' and ${replies.kind} <> 'standing'`,
        ),
      )
      .orderBy(desc(replies.id))
      .limit(1),
  )

  const setReply = changes(db, (set) =>
    db
      .update(replies)
      .set(set)
      .where(eq(replies.id, sql.placeholder('id'))),
  )

  return {
    addDraft: (row: Omit<Draft, 'id'>): Draft => db.insert(drafts).values(row).returning().get(),
    draft: (id: number): Draft | undefined => db.select().from(drafts).where(eq(drafts.id, id)).get(),
    setDraft: (id: number, state: Draft['state']): void => {
      db.update(drafts).set({ state }).where(eq(drafts.id, id)).run()
    },
    /** Keeps the reason beside the words that were refused, for whoever drafts next. */
    rejectDraft: (id: number, reason: string): void => {
      db.update(drafts)
        .set({ state: 'rejected', provenance: sql`json_set(${drafts.provenance}, '$.rejected', ${reason})` })
        .where(eq(drafts.id, id))
        .run()
    },
    draftsOf: (conversation: number): Draft[] =>
      db.select().from(drafts).where(eq(drafts.conversationId, conversation)).orderBy(asc(drafts.id)).all(),

    decide: (row: Omit<Decision, 'id'>): void => {
      db.insert(decisions).values(row).run()
    },
    decisionsOn: (draft: number): Decision[] =>
      db.select().from(decisions).where(eq(decisions.draftId, draft)).orderBy(asc(decisions.id)).all(),

    addReply: (row: Omit<Reply, 'id'>): number => idOf(insertReply(row)),
    reply: (id: number): Reply | undefined => byId({ id })[0],
    setReply: (id: number, change: Partial<Pick<Reply, 'state' | 'sentAt' | 'problem' | 'provenance'>>): void => {
      setReply(change, { id })
    },
    repliesOf: (conversation: number): Reply[] => ofConversation({ conversation }),
    /** The newest reply that answered something and arrived. */
    newestAnswer: (conversation: number): Reply | undefined => newestAnswer({ conversation })[0],
    /** The newest reply in one of these states. */
    newestReply: (conversation: number, states: Reply['state'][]): Reply | undefined =>
      db
        .select()
        .from(replies)
        .where(and(eq(replies.conversationId, conversation), inArray(replies.state, states)))
        .orderBy(desc(replies.id))
        .limit(1)
        .get(),
  }
}
