/** Words with which a citizen says that an answer helped. Folded text. */
import { isChatter, saysNotHelped } from './chatter.ts'
import { foldForTriage } from './fold.ts'

/** Longest message that is nothing but a word of thanks, in characters. */
const LONGEST = 60
const marks = /(?:[\p{P}\p{S}\p{Cf}\p{Extended_Pictographic}\s]|\ufe0f)+/gu
const thanked =
  /^(?:谢谢|感谢|多谢|非常感谢|十分感谢)(?:您|你)?们?的?(?:及时|耐心|详细)?的?(?:答复|回复|解答|回答|帮助|帮忙|指点|提醒)(?:了|啦)?$/
const thanks = /谢|感恩|唔该|3q|thx|thank|\bty\b/
const helped = new RegExp(
  `^(?:那|这|这个|这样|你们?的?|您的?|答复|回复|解答|回答|说的|问题|事情|身份证|户口[本簿]?|居住证|护照|手续|证件?|我|我们|现在|终于|总算|今天|刚刚?|刚才|就|都|也|已经|已|全部?|顺利|真的?|很|非常|挺|特别|太|好|蛮|十分|对我|给我|it|that|this|was|is|has|have|been|i|very|so|really|all|now|your|the|answer|reply)*(?: )?(?:${[
    '有用|有帮助|有所帮助|管用|实用|帮到我?|帮了?大忙|帮大忙|帮到|清楚|明白|懂|知道怎么办|知道怎么做|会弄|会办',
    '(?:解决|办好|办成|办完|办妥|办理好|办下来|搞定|弄好|弄明白|搞明白|搞清楚|看懂|看明白|补好|补办好|换好|领到|拿到|迁好|落户成功|办理成功|搞懂|弄清楚)(?:了)?',
    'helped(?: me)?(?: a lot)?|helps(?: a lot)?|helpful|useful|solved|sorted|resolved|done|worked|works|clear|understood|perfect',
  ].join('|')})(?:了|啦|的|哦|啊|呀|吧|嘛|多|now)*$`,
)
const understood = /^(?:我|都|现在|这下|好的?|嗯|那)*(?:明白|清楚|懂|了解|知道)(?:了|啦)$|^(?:got it|understood|i see)$/

/** Thanks, or a word that it helped or is done, and nothing else: no question, no further wish. */
export function saysHelped(text: string): boolean {
  if (text.length > LONGEST) return false
  const folded = foldForTriage(text)
  if (/[?吗]|怎么|没(?!事|关系)|不(?!客气|错)/.test(folded) || saysNotHelped(folded)) return false
  const clauses = folded.split(/[,，.。!！~；;\n、…]+/u).flatMap((clause) => clause.replaceAll(marks, ' ').trim() || [])
  if (clauses.length === 0) return false
  const says = (clause: string) => helped.test(clause) || understood.test(clause) || thanked.test(clause)
  return (
    clauses.some((clause) => says(clause) || thanks.test(clause)) &&
    clauses.every((clause) => says(clause) || isChatter(clause))
  )
}
