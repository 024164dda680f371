import { sentencesOf } from './sentences.ts'

export type WordingRuleName = 'unfilled' | 'exclamation' | 'promise' | 'guilt' | 'rhetorical' | 'threat' | 'ask-publish'

/** A rule on how something is said, which no list of words can hold. */
export interface WordingRule {
  readonly rule: WordingRuleName
  /** The words at fault, or undefined. */
  readonly find: (text: string) => string | undefined
}

const first =
  (...tried: readonly RegExp[]) =>
  (text: string): string | undefined => {
    for (const pattern of tried) {
      const found = pattern.exec(text)?.[0]
      if (found !== undefined) return found
    }
    return undefined
  }

/** What only the outcome of a matter can show. */
const outcome =
  '(?:办(?:成|好|妥|下来|理|到)|能办|[给帮为替][您你]办|批(?:下来|准)|通过|解决|抓(?:到|获|住|回)|破案|追(?:回|到)|赔|' +
  '退(?:款|还|给)|找(?:到|回)|查(?:清|到|明)|处理好|拿到|落户|没问题|没事|成功|结果|说法|交代)'
const some = (least: number, most: number) => `[^，,。；;、！!？?\\s]{${least},${most}}?`

/** 不一定能, 无法保证 and 不敢说肯定 are honest; 一定要带好, 一定期限, 保证金 and 承诺书 are something else. */
const sure =
  '(?<![未没])(?<!(?:无法|不能|不敢|难以|不)(?:说|讲|保证)?)' +
  '(?:肯定|绝对|必定|百分之?百|100[%％]|一定(?!要|程度|期限|条件|时间|数额|比例|金额|范围|是|的)|保证(?![书金人责])|' +
  '(?:我们|民警|警方|本局)(?:会|将|向您)?(?:确保|承诺(?!书|制|件|的|办结|时限|期限)))'
const promises = first(
  new RegExp(`${sure}${some(0, 8)}${outcome}`, 'u'),
  new RegExp(
    `(?:马上|立马|很快|今晚|明天|一周内|\\d+(?:天|日|小时)(?:之?内)?)${some(0, 6)}(?:抓到|抓获|抓住|破案|追回|找回|找到)`,
    'u',
  ),
  new RegExp(`(?:马上|立马|很快)就?(?:能|会|可以)${some(0, 4)}(?:办好|办成|批下来|解决|处理好)`, 'u'),
)

const someone =
  '(?<!如|果|若|如果是|假如|一旦|怀疑|认为|发现|觉得|是否)' +
  '(?:他|她|对方|此人|该人|这人|这个人|那个人|卖家|司机|嫌疑人|[您你]的?(?:邻居|丈夫|妻子|老公|老婆|同事|朋友))'
const firmly = '(?:肯定|一定|应该|八成|多半|显然|明显|看来)'
const maybe = '(?:估计|大概|很可能|可能)'
/**
 * A rule in general (要求转账的就是诈骗) and a condition (如对方是骗子) say nothing about a person, and that somebody
 * may be a fraudster (对方很可能是诈骗) is a warning that saves money.
 */
const guilt = first(
  new RegExp(`${someone}${firmly}?就?(?:是|属于)个?(?:骗子|诈骗)`, 'u'),
  new RegExp(
    `${someone}(?:${firmly}|${maybe})?[就也]?(?:是|属于|有)(?:个|一名|网上)?` +
      '(?:小偷|凶手|人贩子|逃犯|在逃|罪犯|惯犯|吸毒|精神病|有罪|犯罪|酒驾|案底|前科|故意)',
    'u',
  ),
  new RegExp(
    `(?:${firmly}|${maybe}|就)就?是(?:他|她|对方|司机|[您你]的?邻居|家人|熟人)(?:自己)?(?:干|偷|打|骗|杀|做|放|报复|故意|的错|的责任|全责)`,
    'u',
  ),
  new RegExp(`(?:${firmly}|${maybe})(?:就?是|属于|因为)(?:自杀|他杀|情杀|酒后|吸毒|报复|炒作|家庭矛盾|感情纠纷)`, 'u'),
)

const rhetorical = first(
  /难道|岂能|岂不/u,
  /谁(?:让|叫)[您你]/u,
  /(?:怎么|为什么|为何|干嘛|干吗|凭什么)[您你]?(?:就|还|当时)?不(?:早|先|自己|看|问|想)[^。；;\n]*/u,
  /[您你](?:自己)?(?:不会|不知道|看不懂)[^。！？!?；;，,\n]{0,14}[吗嘛么][？?]/u,
  /(?:不是|已经|都)[^。！？!?，,\n]{0,4}说(?:过|了)[^。！？!?\n]{0,6}(?:吗|遍|多少次)/u,
  /还要[^。！？!?，,\n]{0,4}说(?:几|多少)[遍次]/u,
)

const threat = first(
  /再(?:这么|这样|继续)?(?:发|闹|说|骂|来|纠缠|胡说|造谣|投诉)[^。；;\n]{0,8}(?:拘|抓|拉黑|封号|处理[您你]|追究|负责|后果|不客气)/u,
  /(?:小心|当心)[^。；;\n]{0,6}(?:拘留|被抓|抓[您你]|处罚)/u,
  /(?:信不信|别逼)[^。；;\n]{1,12}/u,
)

const data = /身份证|证件号|电话|手机号|姓名|住址|地址|银行卡|卡号|车牌|户口簿|护照/u
const publicPlace = /评论区|评论里|评论中|在评论|楼下|下方留言|跟帖|回帖|公开留言|微博下|帖子下|本帖下/u
const giving = /发|留|写|提供|告知|填|贴|晒|回复|告诉|补充|附上|说明|公布/u
const asking = /请|麻烦|可|把|将|直接|需|欢迎|不妨/u
const forbidding = /勿|不要|不会|不得|不宜|不必|无需|避免|切忌|不在|不用|删|撤下|隐去|遮|(?<![性分特区级辨类])别/u
const privately = /私信|私聊|电话联系|后台留言/u

/** A clause that asks for it, or a sentence whose clauses do so together and that nowhere points to a private way. */
function askedInPublic(text: string): string | undefined {
  const asks = (words: string) =>
    asking.test(words) && publicPlace.test(words) && giving.test(words) && data.test(words) && !forbidding.test(words)
  for (const sentence of sentencesOf(text)) {
    const clause = sentence.split(/[，,]/).find(asks)
    if (clause !== undefined) return clause.trim()
    if (!privately.test(sentence) && asks(sentence)) return sentence.trim()
  }
  return undefined
}

export const patterns: readonly WordingRule[] = [
  {
    rule: 'unfilled',
    find: first(
      /\{\{[^{}]*\}\}|\{\{|\}\}/u,
      /［[^［］\n]{1,10}］/u,
      /[Xx×＊*]{3,}|某某(?:派出所|街道|路|区|局)|（待[^）]{1,6}）|【待[^】]{1,6}】/u,
    ),
  },
  {
    rule: 'exclamation',
    find: first(/[^，,。；;\n！!]{0,6}[！!]+/u),
  },
  { rule: 'promise', find: promises },
  { rule: 'guilt', find: guilt },
  { rule: 'rhetorical', find: rhetorical },
  { rule: 'threat', find: threat },
  {
    rule: 'ask-publish',
    find: askedInPublic,
  },
]
