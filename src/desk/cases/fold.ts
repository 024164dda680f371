/** Words that say nothing about which matter it is. */
const COMMON =
  /你们|我们|请问|您好|你好|谢谢|什么|怎么|为什么|没有|一直|已经|希望|尽快|处理|解决|反映|这里|那里|the |please|hello/gu

/** A text without what two reports of one thing may differ in: case, width, marks, blanks, courtesy. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(COMMON, '')
    .replaceAll(/[\p{P}\p{S}\s]/gu, '')
