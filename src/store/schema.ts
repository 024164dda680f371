/** All times are integers, milliseconds UTC. Ids are SQLite row ids: the same commands give the same rows. */

export * from './schema/attention.ts'
export * from './schema/bursts.ts'
export * from './schema/cases.ts'
export * from './schema/clocks.ts'
export * from './schema/conversations.ts'
export * from './schema/desk-cards.ts'
export * from './schema/desks.ts'
export * from './schema/faq.ts'
export * from './schema/faq-choices.ts'
export * from './schema/outbox.ts'
export * from './schema/record.ts'
export * from './schema/replies.ts'
