/** What a turn is about, by its words. Folded text. */
import type { Topic } from '../message.ts'

interface TopicWords {
  readonly topic: Topic
  /** Each find counts three. */
  readonly strong: RegExp
  /** Each find counts one. */
  readonly weak: RegExp
}

/** When two have the same weight, the one above wins. */
const vocabulary: readonly TopicWords[] = [
  {
    topic: 'fraud',
    strong:
      /诈骗|被骗|骗子|骗钱|骗走|刷单|杀猪盘|安全账户|反诈|冒充(?:公安|警察|客服|领导)|自称(?:公安|警察|民警|客服)|盗刷|裸聊|96110|scam\w*|fraud\w*/g,
    weak: /陌生电话|可疑电话|可疑短信|上当/g,
  },
  {
    topic: 'police-conduct',
    strong:
      /(?:民警|警察|辅警|交警|工作人员|窗口|派出所)[^,，.。!?\n]{0,8}?(?:态度|(?<!被[^,，.。!?\n]{0,4})骂|打人|打我|(?<!管)不管|推诿|刁难|不作为|收钱|粗暴|不立案|不出警)|不作为|踢皮球|推诿|12389|督察|违纪|玩忽职守|rude officer|police (?:was|were) rude/g,
    weak: /态度|投诉|刁难|乱收费|敷衍/g,
  },
  {
    topic: 'exit-entry',
    strong:
      /护照|港澳|通行证|出入境|出境|入境|签证|(?<!居住证.{0,8})签注|台胞证|回乡证|出国|外国人|外籍|境外人员|居留许可|永居|绿卡|12367|移民局|visa|passport|exit[- ]entry|foreigner|immigration|residence permit|temporary residence|(?:registration of temporary|accommodation registration)/g,
    weak: /国外|海外|移民|台湾|香港|澳门|看望我的中国朋友|embassy/g,
  },
  {
    topic: 'residence-permit',
    strong: /居住证|暂住证|暂住登记|居住登记|流动人口|居住证明|居住信息|积分(?!入户|落户)/g,
    weak: /租房|房东|房屋编码|地址信息编码|暂住/g,
  },
  {
    topic: 'traffic',
    strong:
      /驾驶证|驾照|行驶证|违章|车管所|交警队?|车牌|上牌|年检|年审|12123|交通事故|车祸|扣分|罚单|电动车(?:上牌|牌照|登记)|追尾|酒驾|醉驾|摩托车|driving licen[cs]e|driver'?s licen[cs]e|traffic|licen[cs]e plate/g,
    weak: /车辆|开车|停车|过户|电动车|高速/g,
  },
  {
    topic: 'id-card',
    strong:
      /(?:临时|电子|二代|一代)身份证|身份证[^,，.。!?\n]{0,8}?(?:丢|掉了|遗失|挂失|过期|到期|补办|换|续|办|有效期|消磁|没磁|损坏|坏了|照片|指纹|号|末|最后一位)|(?:补办|换领|换|办理|申领|挂失|丢失?了?|遗失|录|申请|办|拿|取)(?:了|个|新|的)?身份证|指纹(?:信息|采集|录入)|id card/g,
    weak: /身份证|照相|拍照|挂失|指纹|加急/g,
  },
  {
    topic: 'household',
    strong:
      /上户|落户|入户(?!门)|迁户|户口(?:迁|转|签|挂|注销|登记|页|性质|变更|独立|所在地|政策|证明|怎么|问题|本(?:丢|遗失|补|有效|换))|(?:迁|转|分|销|开|立|移|改|单独)(?:移|入|出|回|到|了|走)?户(?:口)?|户籍(?!室)|集体户|分户|销户|准迁证|迁移证|迁出|迁入|迁回|非转农|农转非|改名|改姓|更名|姓名变更|(?:更改|变更|修改|改)(?:姓名|名字|民族|性别|出生日期|年龄|婚姻)|民族|曾用名|随(?:父|母)姓|黑户|无犯罪记录|亲属关系|收养|出生登记|死亡登记|投靠|hukou|household regist\w+/g,
    weak: /户口|出生证明|新生儿|离婚|结婚|去世|父子关系|改/g,
  },
  {
    topic: 'safety',
    strong:
      /举报|报警|报案|打架|毒品|制毒|贩毒|偷|盗窃|抢劫|噪音|扰民|赌博|吸毒|卖淫|传销|治安|黄赌毒|家暴|走失|威胁|跟踪|烟花爆竹|犬只|养狗|遛狗|管制刀具|丢了(?:手机|钱包|东西)|消防|网吧|立案|安全|theft|stolen|robbed|police report/g,
    weak: /警察|小偷|纠纷|邻居/g,
  },
]

/** `undefined` when no known words occur. Counts over the first 2,000 characters: what follows repeats it. */
export function topicOf(folded: string): Topic | undefined {
  const text = folded.length > 2000 ? folded.slice(0, 2000) : folded
  let best: Topic | undefined
  let most = 0
  for (const { topic, strong, weak } of vocabulary) {
    const weight = 3 * (text.match(strong)?.length ?? 0) + (text.match(weak)?.length ?? 0)
    if (weight > most) {
      best = topic
      most = weight
    }
  }
  return best
}
