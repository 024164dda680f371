/** The desk's topics on which there are approved answers; the others are always a person's. */
export const faqTopics = ['household', 'id-card', 'residence-permit', 'exit-entry'] as const
