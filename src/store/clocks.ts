import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { clocks } from './schema.ts'
import { changes, idOf, runs, takesNumber, takesRows } from './statement.ts'

export type Clock = typeof clocks.$inferSelect
/** What a clock is about. */
export type ClockAbout = Pick<Clock, 'about' | 'aboutId'>

export function clockStore(db: Database) {
  const isAbout = and(eq(clocks.about, sql.placeholder('about')), eq(clocks.aboutId, sql.placeholder('aboutId')))
  const ofSubject = takesRows(db, clocks, db.select().from(clocks).where(isAbout))
  const remove = runs(db, db.delete(clocks).where(eq(clocks.id, sql.placeholder('id'))))
  const removeOf = runs(db, db.delete(clocks).where(isAbout))
  const due = takesRows(
    db,
    clocks,
    db
      .select()
      .from(clocks)
      .where(and(isNotNull(clocks.nextAt), lte(clocks.nextAt, sql.placeholder('now'))))
      .orderBy(asc(clocks.nextAt), asc(clocks.id))
      .limit(sql.placeholder('limit')),
  )
  const add = takesNumber(
    db,
    db
      .insert(clocks)
      .values({
        about: sql.placeholder('about'),
        aboutId: sql.placeholder('aboutId'),
        kind: sql.placeholder('kind'),
        startedAt: sql.placeholder('startedAt'),
        amount: sql.placeholder('amount'),
        unit: sql.placeholder('unit'),
        pauses: sql.placeholder('pauses'),
        extensions: sql.placeholder('extensions'),
        dueAt: sql.placeholder('dueAt'),
        warnAt: sql.placeholder('warnAt'),
        warned: sql.placeholder('warned'),
        step: sql.placeholder('step'),
        called: sql.placeholder('called'),
        nextAt: sql.placeholder('nextAt'),
      })
      .returning({ id: clocks.id }),
  )
  const update = changes(db, (set) =>
    db
      .update(clocks)
      .set(set)
      .where(eq(clocks.id, sql.placeholder('id'))),
  )

  return {
    of: ({ about, aboutId }: ClockAbout): Clock[] => ofSubject({ about, aboutId }),
    /** Every clock, in the order in which they run out. */
    all: (): Clock[] => db.select().from(clocks).orderBy(asc(clocks.dueAt), asc(clocks.id)).all(),
    /** Clocks at which somebody is to be called by now, the longest overdue first. */
    due: (now: number, limit: number): Clock[] => due({ now, limit }),
    add: (row: Omit<Clock, 'id'>): Clock => ({ ...row, id: idOf(add(row)) }),
    update: (id: number, change: Partial<Omit<Clock, 'id'>>): void => {
      update(change, { id })
    },
    remove: (id: number): void => remove({ id }),
    removeOf: ({ about, aboutId }: ClockAbout): void => removeOf({ about, aboutId }),
  }
}
