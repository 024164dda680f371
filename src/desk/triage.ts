/** What a citizen's turn is, found by rules, at once: it decides the lane, the card's colour and who is called. */
import type { Approach, Reason, Topic, Triage, TurnLang, Urgency } from './message.ts'
import { story, withoutIdioms } from './triage/calm.ts'
import { asksForPerson, isAttachmentOnly, isChatter, isPraise, saysNotHelped } from './triage/chatter.ts'
import { complaintIn } from './triage/complaint.ts'
import type { Danger } from './triage/emergency.ts'
import { dangerIn } from './triage/emergency.ts'
import { foldForTriage } from './triage/fold.ts'
import { languageOf } from './triage/language.ts'
import { reasonsForPerson } from './triage/needs-person.ts'
import { topicOf } from './triage/topic.ts'
import { canWait } from './triage/unhurried.ts'

/** A minor in trouble; not a child to be registered. */
const childInTrouble =
  /校园(?:欺凌|霸凌|暴力)|霸凌|欺凌|虐待(?:儿童|孩子|小孩)|未成年(?:人)?[^,，.。!?\n]{0,10}(?:上网|饮酒|喝酒|进入|怀孕|打工|被)|收未成年|(?:网吧|酒吧|ktv|电竞|会所|夜场|酒店)[^,，.。!?\n]{0,6}(?:让|收|招|有|给|放)?[^,，.。!?\n]{0,4}(?:小学生|初中生|高中生|未成年)|(?<![\d.])(?:[5-9]|1[0-7]|十[一二三四五六七]?|[五六七八九])岁[^,，.。!?\n]{0,6}怀孕|(?<![\d.])(?:[5-9]|1[0-5]|十[一二三四五]?|[五六七八九])岁[,，]?[^,，.。!?\n我爸妈父]{0,6}(?:打工(?!地|的|城|子弟|人员)|上班|干活|上夜班|工厂)|童工|儿童(?:乞讨|受虐)|child abuse|bully/
/** Thanks with an addressee are a word for the record of those people. */
const thanksPolice = /(?:谢|感恩)[^,，.。!?\n]{0,6}(?:民警|警察|警官|公安|派出所|交警|辅警)|辛苦/
/** No rule knew the danger, but somebody is hurt, afraid, or calls for the police: a person reads it first. */
const distress =
  /害怕|好怕|恐惧|危险|骚扰|受伤|流血|求救|绝望|崩溃|虐待|欺负|偷拍|跟踪|报警|出警|快来|紧急|制毒|做毒品|贩毒|被人[打抓抢追摸关]|强行|勒索|失眠|抑郁|hurt|afraid|scared|danger|emergency|attack/
const asks =
  /[?]|吗|么$|呢$|请问|怎么|怎样|怎办|咋|如何|什么|哪[里些个儿]?|多少|多久|几[天个岁点时年]|能不能|可不可以|是不是|要不要|需不需要|是否|可以.{0,12}不$|为什么|为何|咨询|\b(?:how|what|where|when|why|who|which|can i|could i|do i|does|is it|are there|should i)\b/
const asksForAction =
  /帮(?:我|忙|俺)|求助|恳请|请求|希望|建议|麻烦(?:您|你|帮|查|处理)|请(?:尽快|处理|核实|协调|查|领导)|催|举报|我[要想](?:申请|投诉|举报|报案|报警|求助|反映)|望(?:回复|解决|处理)|\b(?:please (?:help|check|fix|contact)|help me)\b/

const urgencyOfTopic: Partial<Record<Topic, Urgency>> = { fraud: 'high', 'police-conduct': 'high' }

/** Never throws; linear in the length of the turn; the same turn always gives the same triage. */
export function triage(turn: string): Triage {
  const folded = foldForTriage(turn).trim()
  const lang = languageOf(folded)
  if (isAttachmentOnly(folded)) return attachment
  const danger = dangerIn(folded)
  if (danger?.alarm) {
    const topic = danger.kind === 'fraud-now' ? 'fraud' : 'safety'
    return {
      approach: 'emergency',
      topic,
      urgency: 'emergency',
      lang,
      emergency: danger.kind,
      needsPerson: true,
      reasons: [danger.reason, ...reasonsForPerson(folded).filter((reason) => reason === 'commands-bot')],
    }
  }
  if (isChatter(folded)) return small(thanksPolice.test(folded) ? 'praise' : 'chatter', lang)
  return ordinary(folded, lang, danger)
}

function ordinary(folded: string, lang: TurnLang, danger: Danger | undefined): Triage {
  const complaint = complaintIn(folded)
  const forPerson = reasonsForPerson(folded)
  const wantsPerson = asksForPerson(folded)
  const unanswered = saysNotHelped(folded)
  const question = asks.test(folded)
  if (isPraise(folded) && complaint === undefined && !question && forPerson.length === 0 && danger === undefined) {
    return small('praise', lang)
  }
  // A complaint stays one, whatever else is asked for: two people approve the reply to it.
  const approach: Approach =
    complaint !== undefined
      ? 'complaint'
      : wantsPerson || unanswered
        ? 'not-helped'
        : !question && (forPerson.length > 0 || asksForAction.test(folded))
          ? 'request'
          : 'question'
  const topic = topicFor(folded, complaint, danger)
  const child = childInTrouble.test(folded)
  const distressed = danger === undefined && distress.test(withoutIdioms(folded)) && !story.test(folded)
  const found: readonly (Reason | false | undefined)[] = [
    danger?.reason,
    distressed && 'maybe-danger',
    child && 'minor',
    wantsPerson ? 'wants-person' : unanswered && 'not-helped',
    complaint && complaintReasons[complaint],
    topic === 'fraud' && danger === undefined && 'fraud',
    ...forPerson,
    lang === 'other' && 'other-language',
  ]
  const reasons = found.filter((reason) => reason !== false && reason !== undefined)
  const high = danger !== undefined || distressed || child || complaint !== undefined
  return {
    approach,
    topic,
    urgency: high ? 'high' : (urgencyOfTopic[topic] ?? (canWait(folded, question) ? 'low' : 'normal')),
    lang,
    emergency: undefined,
    needsPerson: reasons.length > 0 || approach === 'request',
    reasons: reasons.length === 0 && approach === 'request' ? ['personal-request'] : reasons,
  }
}

const complaintReasons = { conduct: 'complains-conduct', service: 'complains-service', anger: 'complains' } as const

function topicFor(folded: string, complaint: ReturnType<typeof complaintIn>, danger: Danger | undefined): Topic {
  if (complaint === 'conduct') return 'police-conduct'
  const topic = topicOf(folded)
  if (danger !== undefined && (topic === undefined || danger.kind === 'fraud-now')) {
    return danger.kind === 'fraud-now' ? 'fraud' : 'safety'
  }
  return topic ?? 'other'
}

const attachment: Triage = {
  approach: 'request',
  topic: 'other',
  urgency: 'normal',
  lang: 'zh',
  emergency: undefined,
  needsPerson: true,
  reasons: ['attachment-only'],
}

function small(approach: 'praise' | 'chatter', lang: TurnLang): Triage {
  return { approach, topic: approach, urgency: 'low', lang, emergency: undefined, needsPerson: false, reasons: [] }
}
