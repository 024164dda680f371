import { foldForTriage } from './triage/fold.ts'

/** The longest message that can be nothing but a choice, in characters. */
const LONGEST = 24
const numerals = new Map(
  Object.entries({
    零: 0,
    〇: 0,
    一: 1,
    壹: 1,
    二: 2,
    贰: 2,
    貳: 2,
    两: 2,
    三: 3,
    叁: 3,
    first: 1,
    second: 2,
    third: 3,
    one: 1,
    two: 2,
    three: 3,
  }),
)
const thanks = '(?:谢谢(?:您|你|啦|了)?|多谢|感谢|好的|您好|你好|thanks|thank you|please|ok|okay)'
const number = '(\\d|[零〇一壹二贰貳两三叁]|first|second|third|one|two|three)'
const picked = new RegExp(
  `^(?:(?:${thanks}|嗯|哦|那|上面|下面|前面|应该|好像|可能) ?)*(?!.个问题)(?:我)?(?:想问的?|问的|要问的?)?(?:就)?(?:是|选择|选|要|按|回复|回)?(?:第)?(?:(?:the |option |number |no |i mean (?:the )?)*)${number}(?:st|nd|rd)?(?: ?(?:个|项|条|种|号|点|one))?(?: ?(?:那个|问题|吧|呢|哦|啊|的|了))*(?: ?${thanks})?$`,
)
const none =
  /^(?:以上)?(?:全|这些|这几个)?(?:都|全都)?(?:不是|不对|没有|不符合|没有?我要的|没有?我要问的|不是这些|不在里面|none|none of (?:them|these|the above)|neither)(?:的|呢|啊|哦)*$/

/**
 * The number that a message chooses, and nothing else stands in it: `1`, `①`, `第二个，谢谢`, `option 2`; 0 for none of
 * them. Undefined for any other message.
 */
export function pickedNumber(text: string): number | undefined {
  if (text.length > LONGEST) return undefined
  const words = foldForTriage(text)
    .replaceAll(/(?:[\p{P}\p{S}\s]|\ufe0f|\u20e3)+/gu, ' ')
    .trim()
  if (none.test(words)) return 0
  const found = picked.exec(words)?.[1]
  if (found === undefined) return undefined
  return numerals.get(found) ?? Number(found)
}
