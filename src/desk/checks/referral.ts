import { sentencesOf } from './sentences.ts'

interface Find {
  readonly rule: 'referral' | 'not-ours'
  readonly found: string
}

/** A number to call: a short one (110, 12345, 96110), 400, a landline with or without area code, or a mobile. */
const callable =
  /(?<![\d.])(?:110|119|12[02]|1[02]\d{3}|96\d{3}|[48]00[-\s]?\d{3}[-\s]?\d{4}|(?:0\d{2,3}[-－—)）\s]{0,2})?[2-8]\d{2,3}[-\s]?\d{4}|1[3-9]\d{9})(?![\d.元天日月年份])/u
/** Short numbers are known by themselves; any other needs to say whose it is. */
const short = /(?<![\d.])(?:110|119|12[02]|1[02]\d{3}|96\d{3})(?![\d.元天日月年份])/u
const named =
  /[\u4e00-\u9fff](?:局|厅|委|所|院|站|社区|中心|大厅|窗口|街道|居委会|村委会|银行|热线|支队|大队|公司|办公室|海关|仲裁委员会|领事馆|使馆)/u

const vague =
  /(?:咨询|联系|询问|反映|找|向|与|到|去|请)(?:当地|您所在地|所在地)?的?(?:相关|有关|主管|其他|对应)(?:职能|主管)?(?:部门|单位|机构|窗口|人员|科室)/u
const notOurs =
  /不(?:归|属于?|是|由|在|该)(?:我们|我局|本局|我所|本所|公安机关?|公安部门|警方|派出所)(?:的)?(?:来)?(?:管辖|管理|管|职责|负责|业务|受理|办理|事)|与(?:我们|公安)无关|(?:我们|公安)(?:不管|管不了|管不着)/u

const handedOn = /[已会将][^。；;\n]{0,6}转(?:交|给|送|办|至|到)/u

/** The sentence in which a pattern matches, with the one after it: where to turn to must stand there. */
function around(text: string, pattern: RegExp): { found: string; near: string; from: string } | undefined {
  const sentences = sentencesOf(text)
  const at = sentences.findIndex((sentence) => pattern.test(sentence))
  const found = pattern.exec(sentences[at] ?? '')?.[0]
  if (found === undefined) return undefined
  return { found, near: sentences.slice(at, at + 2).join(''), from: sentences.slice(at).join('') }
}

/** A citizen who is sent on must learn to whom and by which number. */
export function findReferral(text: string): readonly Find[] {
  const finds: Find[] = []
  const sentOn = around(text, vague)
  if (sentOn !== undefined && !saysWhom(sentOn.near.replace(vague, ''))) {
    finds.push({ rule: 'referral', found: sentOn.found })
  }
  const refused = around(text, notOurs)
  if (refused !== undefined && !handedOn.test(refused.from) && !saysWhom(refused.from.replace(notOurs, ''))) {
    finds.push({ rule: 'not-ours', found: refused.found })
  }
  return finds
}

const saysWhom = (words: string): boolean => short.test(words) || (callable.test(words) && named.test(words))
