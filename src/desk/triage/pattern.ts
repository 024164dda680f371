/** Parts that the rules are written with. */

/** A gap of at most so many characters within one clause; bounded, so that every rule stays linear. */
export const to = (most: number): string => `[^,，.。!?;；\\n]{0,${most}}?`

/** The same, over the ends of clauses. */
export const across = (most: number): string => `[^\\n]{0,${most}}?`

/** A global pattern that finds any of the alternatives. */
export const oneOf = (...alternatives: string[]): RegExp => new RegExp(alternatives.join('|'), 'g')
