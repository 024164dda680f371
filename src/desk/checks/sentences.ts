/** The sentences of a text, marks included. A colon or comma does not end one. */
export const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[。！？!?；;\n])/).filter((sentence) => sentence.trim() !== '')
