/** The words of emergencies. Recall comes first: a false alarm costs one ping, a miss may cost a life. Folded text. */
import type { EmergencyKind } from '../message.ts'

export interface EmergencyRule {
  readonly kind: EmergencyKind
  /** For the card, in Chinese. */
  readonly reason: string
  /** Global; every gap in it is bounded, so that it stays linear. */
  readonly pattern: RegExp
  /** Words of a person in need: only a story in the same clause takes their force. */
  readonly firm?: true
  /** When told as past and over it is a matter for a person, no alarm. */
  readonly pastIsCalm?: true
  /** Words about papers, rules and claims that make it a matter for a person, no alarm. */
  readonly paper?: RegExp
  /** People hurt or things going on: the alarm stands although papers are mentioned. */
  readonly live?: RegExp
}

/** A gap within one clause. */
const to = (most: number) => `[^,，.。!?;；\\n]{0,${most}}?`
const any = (...alternatives: string[]) => new RegExp(alternatives.join('|'), 'g')

const partner =
  '(?:老公|丈夫|前夫|男友|男朋友|对象|爱人|老爸|爸爸|爸|父亲|我爹|继父|后爸|后妈|婆婆|公公|老婆|妻子|前妻|儿子|媳妇|老头|老伴|男人|男方|哥|家里人|家人|妈妈|妈|母亲|他|她|它|佢)'
const victim = '(?:我|俺|她|妈|孩子|小孩|娃|儿子|女儿|老婆|老人|奶奶|爷爷|弟|妹|姐|母亲|人(?!工|员))'
const beats = '(?:殴打|毒打|暴打|虐待|家暴|打|揍|掐|踹|扇|砍|捅|踢|烫)'
const otherBeating = '(?!电话|手机|的?(?:电话|手机|号|卡|款|钱|微信)|款|钱|官司|招呼|交道|针|疫苗)'

const person =
  '(?:孩子|小孩|小朋友|儿子|女儿|宝宝|宝贝|娃|细路|囡囡|外甥|侄子|侄女|侄儿|孙子|孙女|弟弟|妹妹|男孩|女孩|女生|男生|学生|老人|老太太|爷爷|奶奶|外公|外婆|姥姥|姥爷|阿公|阿婆|老伴|我妈|我爸|妈妈|爸爸|母亲|父亲|阿妈|阿爸|婆婆|公公|老婆|老公|妻子|丈夫|媳妇|爱人|闺女|姑娘|崽|仔|家人|姐姐|哥哥|我姐|我哥|我弟|我妹)'
/** Not the child's father, and no paper of the child's. */
const notOf = '(?!他?爸|他?妈|父|母|爹|生父|的)'
const toVanish = '[^,，.。!?;；\\n的证本卡包照机票匙料口籍档单钱件牌书据车表]{0,9}?'
const noPaper = '(?!的?[^,，.。!?;；\\n]{0,5}(?:证|户|本|卡|档案|信息|照片|电话|学校|资料|记录|身份|号码|籍))'

const crimePaper =
  /案底|前科|政审|判刑|判几|判多|量刑|怎么判|处罚|拘留|刑满|罪犯|征兵|无犯罪|定罪|追诉|刑法|法律规定|怎么举报|管制刀具|安检|坐高铁|坐火车|坐飞机|邮寄|能带|可以带|钥匙|警察.{0,4}打|民警.{0,4}打/
const live =
  /受伤|伤者|伤员|流血|昏迷(?!在医院)|被困|倒地|倒在|死人|死了人|有人死|没呼吸|正在|现在|刚刚|刚才|刚(?=被|转|出|有|才|把|发)|救命|快来|还在|\b(?:now|hurt|injured|bleeding)\b/
const accidentPaper =
  /怎么(?:处理|赔|认定|定责|划分|开|补|办|报销)|如何(?:处理|赔|认定|补办|办理)|赔偿|认定书|责任|定责|证明|理赔|保险|预防|防范|补办|去世|身亡|死亡|过世|销户|注销|鉴定|流程|去年|前年|年前|(?:户口|身份证|证件|房产证)[^,，.。!?;；\n]{0,8}烧|烧(?:毁|掉|了|没)[^,，.。!?;；\n]{0,4}(?:户口|身份|证)|报销|医院|住院|植物人|卧床|隐患|罚款|扣分|代办|嗓子/
const missingPaper =
  /狗|猫|宠物|鹦鹉|包裹|快递|中介|老板|房东|商家|平台|客服|欠|宣告|销户|注销|离婚|寻亲|dna|采血|亲生父母|身世|户口|抚养权|监护权|落户|(?:人|孩子|他|她|已经?|终于|自己|平安|后来)(?:又|都)?(?:找到了|回来了|回家了|找回来)|年我?又?回来了/
const scamPaper =
  /立案|报过案|报了案|报案(?:后|了|材料|回执)|已报案|已经报|(?:身份证|户口|护照|信息)(?:本|信息|号)?[^,，.。!?;；\n钱元万块转款账]{0,6}被?骗|骗[^,，.。!?;；\n钱元万块转款账]{0,4}(?:身份证|户口|信息)|工本费|怎么举报|案例/

export const emergencyRules: readonly EmergencyRule[] = [
  {
    kind: 'suicide',
    reason: '提到轻生',
    firm: true,
    pattern: any(
      '想(?:要|去|着|到)?死(?!你|心)|不(?:想|愿)(?:再)?活(?!在(?!这|世|了))|想4了|想屎(?!尿)|想亖|活不(?:下去|成了|了了)|活够了|活腻|死了(?:算|拉倒|得了|一了)|一死了之|一了百了|不如(?:去)?死',
      '(?:我|他|她|要|想|就|真)(?:要|想|就|真|打算|准备)?去死(?!吧你)|死给|让我死|求死|(?:结束|了结|终结|放弃)(?:掉)?(?:我|自己|他|她)?(?:的|这)?(?:一生|生命|命|性命|自己)',
      `活着${to(6)}(?:没|无|有什么|有啥|好累|太累|干嘛|干啥)|没(?:有)?勇气活|遗书(?!公证)|绝笔|想不开|寻短|寻死|厌世|下辈子见|永别|再见了?(?:这个)?世界|别救我|我(?:先)?走了${to(4)}(?:别找|不要找|勿念)`,
      '自残|轻生|割腕|割脉|割婉|紫砂|自鲨|自sha|自s了|zisha|烧炭(?!烤)',
      `(?:喝|服)(?:了|下)?${to(3)}(?:农药|百草枯|敌敌畏|老鼠药)|(?:吃|吞|服)(?:了|下)?${to(6)}(?:安眠药|(?:瓶|片|颗|粒|把)药)`,
      "\\b(?:kill|hurt|harm|hang)(?:ing)? (?:my|him|her|them)sel|suicid|(?:want|wants|wanna|going|gonna|ready) (?:to )?(?:die\\b|end (?:it|my life|his life|her life))|end(?:ing)? my (?:own )?life|(?:don'?t|do not|doesn'?t) (?:want to|wanna) (?:live|be alive)(?! (?:in|with|at|on|here|there|near|by|together))|no reason to live|better off dead|overdos|cut my wrist",
    ),
  },
  {
    kind: 'suicide',
    reason: '提到轻生',
    paper:
      /(?:自杀|跳楼|跳河|跳江|上吊|服毒|自缢)[^,，.。!?;；\n]{0,3}(?:身亡|去世|死亡|，|过世|离世|走了|死的)|销户|注销|理赔|证明/,
    live: /有人|正在|现在|刚刚|刚才|要|想|准备|快来|还在/,
    pattern: any(
      '自杀|自尽|自缢|上吊|服毒|跳楼|跳桥|跳江|跳河|跳海|跳崖|跳轨|卧轨|跳下去|跳lou',
      `(?:楼顶|天台|桥上|桥边|栏杆|窗台|护栏)${to(8)}(?:要跳|想跳|往下跳|坐着|站着|哭)|jump(?:ing)? (?:off|from) (?:the|a|my)`,
    ),
  },
  {
    kind: 'missing-child',
    reason: '有人走失',
    paper: missingPaper,
    pattern: any(
      `${person}${notOf}${toVanish}(?:走丢|走失|跑丢|丢(?:了|啦|咧)(?!${to(6)}(?:身份|户口|证|卡|本|包|手机|钱|票|钥匙|车|护照|驾照|书))|弄丢|不见了|不见咗|唔见|不见咧|不见哉|找不见|失踪|失联|下落不明|离家出走|走掉了|不知去向|没影了|冇影)`,
      `${person}${notOf}${toVanish}(?:找不(?:到|着)|搵唔到)(?!工作|对象|爸|妈|父|母|学校|地方|原因|房|幼儿园|窗口|入口|出生|户|证|身份|资料)`,
      `(?:孩子|小孩|儿子|女儿|老人|爷爷|奶奶|闺女|孙子|孙女|弟弟|妹妹)${notOf}${to(4)}(?:联系不上|联系不到|打不通电话)`,
      `(?:昨天|昨晚|前天|一整?夜|一晚上|放学|天黑|早上出|下午出|中午出|出门|到现在|[\\d一两二三]天)${to(10)}(?:没有?回家|没有?回来|未归|不回家|不见人)`,
      `(?:走丢|走失|找不到|找不着|找不见|搵唔到|弄丢|丢)(?:了|个)?(?:我|我家|我们家|俺|俺家)?(?:的)?${person}${notOf}${noPaper}`,
      '走失|走丢|失踪|失联|下落不明|离家出走',
      `被(?:人|陌生人|不认识的人|坏人|人贩子)?${to(4)}(?:抱走|拐走|拐跑|拐卖|拐了|拐骗)|(?:抱走|抢走)(?:了)?(?:我|我家|别人)?(?:的)?(?:孩子|小孩|娃)|人贩子|(?:偷|抢|拐)(?:小孩|孩子|娃)`,
      "(?:child|kid|son|daughter|baby|boy|girl|toddler|mother|father|mom|mum|dad|grandma|grandpa|grandmother|grandfather|friend|wife|husband)(?!'s)(?: [\\w-]+){0,4}? (?:missing(?! (?:an?|the|his|her|some|one|from the hukou|documents?)\\b)|got lost|is lost|disappeared|vanished|kidnapped|abducted|ran away)|(?:lost|can'?t find|cannot find) (?:my|our) (?:child|kid|son|daughter|baby|little|mother|father|mom|mum|dad|grand\\w+)\\b(?!'s)",
    ),
  },
  {
    kind: 'violence-at-home',
    reason: '家庭暴力',
    pastIsCalm: true,
    pattern: any(
      `${partner}${to(14)}${beats}(?:着|了|过|伤|死)?${victim}${otherBeating}`,
      `(?:天天|经常|又|总|老是|一直|每天|每次|正在|还在|酒)${to(4)}${beats}(?:我|俺|孩子|老婆|我妈|小孩)${otherBeating}`,
      `被${partner}${to(5)}${beats}(?!${otherBeating.slice(3, -1)})|(?:对我|跟我|对孩子|又|经常|天天|总|就)动手`,
      "\\b(?:husband|boyfriend|partner|wife|father|dad|stepfather|he|she)\\b(?: [\\w']+){0,4}? (?:hits?|hitting|beats?|beating|punch\\w*|strangl\\w*|chok\\w*|hurts?|hurting|abus\\w+) (?:me|my|her|us|him)\\b|abusive (?:husband|partner|boyfriend)",
    ),
  },
  {
    kind: 'violence-at-home',
    reason: '家庭暴力',
    pastIsCalm: true,
    paper:
      /告诫书|保护令|取证|证据|离婚(?:后|了|之后)|已经?离婚|离了婚|家暴[^,，.。!?;；\n]{0,2}离婚|户口|迁|身份证|构成|算不算|算是|属于|法律|庇护|定义|怎么(?:申请|开|认定)|如何(?:申请|开|认定)|证明/,
    pattern: any('家暴|家庭暴力|施暴|domestic (?:violence|abuse)'),
  },
  {
    kind: 'crime',
    reason: '呼救或要求报警',
    firm: true,
    pattern: any(
      '救命|救名啊|救救(?:我|我们|她|他|孩子)|快来人|快来救|快救|帮(?:我|忙|我们)报警|快报警|替我报警|快(?:点)?出警|快派(?:人|警)|警察快来|快叫警察|不方便说话|不敢出声|不敢说话',
      '^(?:我要|我想|快|请|赶紧)?(?:报警|报案|110)[!。.~]*$|^\\s*(?:help|help me|sos|save me)[\\s!.]*$|\\b(?:call|send) (?:the )?police|please save me',
    ),
  },
  {
    kind: 'crime',
    reason: '正在发生的侵害',
    pastIsCalm: true,
    paper: crimePaper,
    live: /正在|刚刚|刚才|刚(?=被|有|把)|救命|快来|门口|楼下|我家/,
    pattern: any(
      `(?:砸|撬|踹|破)(?:着|开)?(?:我|我们|我家|俺|俺家|别人|邻居|人)?(?:的|家)*(?:大|房|防盗)?(?:门|窗|锁)|(?:闯|翻)(?:进|入)(?:了)?${to(4)}(?:家|屋|房|院|店|宿舍)`,
      '(?:持|拿|提|挥|揸|举|抄|亮|掏|带)(?:着|了|起|出|到)?(?:一把|两把|把)?(?:菜|水果|砍|长|大|西瓜)?(?:刀|匕首|斧头|斧子|枪|铁棍|钢管|凶器)|拿到砍|动刀|刀架',
      `(?:正在|现在|刚|有人|一群人|一伙人|一帮人|有个|又在|门口|楼下|楼上|隔壁|邻居|路边|学校|对面|前面|广场|酒吧|宿舍)(?!${to(10)}(?:扬言|威胁|放话|说要|准备|打算))${to(10)}(?:打人|打架|斗殴|群殴|互殴|打群架|砍人|杀人|捅人|斩人|打劫|抢东西|抢包|偷东西|偷车|偷电动车|偷电瓶|行凶|放火|纵火|追我|跟踪我|跟着我|尾随|要打我|打我|堵我|堵着我|堵门|杀人|打女|打孩子|打老人|打得|砸车|砸店)`,
      '打起来了|(?:被|把人)(?:人)?[砍捅]死|砍(?:人|伤)|捅(?:人|伤|了)|杀人了|出人命|开枪|枪声|枪击|行凶|入室|抢劫|抢结|打劫|(?:进|来|有|遭)了?(?:小偷|贼)|被抢(?:了|劫|走|钱|包)|被绑|绑架|绑票|劫持|人质|强奸|轮奸|迷奸|性侵|猥亵|被下药|斩人',
      `(?:关|锁|囚|扣|绑)(?:起来|着|在)${to(10)}(?:不让|不放|出不|逃)|(?:不让|不放)(?:我|我们)(?:走|出去|离开)|非法拘禁|(?:被|遭)(?:关起来|锁在|关在|囚禁|软禁|扣押在|限制(?:人身)?自由)|限制(?:我|我们)(?:的)?(?:人身)?自由`,
      '(?:被|遭|挨)(?:人|他们|一群人|几个人|邻居|老板|同学|陌生人|混混)?(?:跟踪|尾随|追杀|追砍|围殴|围攻|群殴|殴打|打|砍|捅|揍)(?!印|回|折|包|开|成|上|入|电话|击|断|动|不|车|扰|发|掉|分|造)',
      `传销[^\\n]{0,60}?(?:救|出不来|逃|控制|困|走不了|骗进)|(?:困|关|陷|骗)(?:在|到|进)${to(3)}传销`,
      "(?:someone|somebody|a man|man|men|people|they|he|intruders?|burglars?|thief|thieves|stranger)(?: [\\w']+){0,4}? (?:breaking|broke|break|climbing|smashing|kicking) (?:in|into|through|down|my)\\b|break(?:ing)? into my",
      "(?:being|getting|got|was|were|been|am|i'm) (?:being )?(?:attacked|robbed|followed|stalked|kidnapped|raped|assaulted|mugged|stabbed|beaten)|(?:with|has|holding|have) an? (?:knife|gun|weapon|machete)|held hostage|against my will|gunshots?|following me|trying to (?:kill|rape|rob)",
    ),
  },
  {
    kind: 'threat',
    reason: '扬言伤人或受到威胁',
    pattern: any(
      `(?:扬言|威胁|恐吓|要挟|放话|叫嚣|声称|宣称|说|要|想|准备|打算|再不|不然|否则)${to(12)}(?:杀(?:了|死|掉|光|害|我|人|他|她|你|全家)|砍(?:死|了|我|他|人)|弄死|捅(?:死|了|我)|炸(?:了|掉|死|毁|平|${to(4)}(?:学校|派出所|政府|机场|医院|地铁|商场|楼|银行|车站))|放火|烧(?:死|了?(?:我|你|他|全|这|派|那|房))|泼(?:硫酸|汽油)|灭(?:我|他|你)?(?:全家|门|口)|打死(?:我|他|她|你)|整死|干掉|血洗|要我(?:的)?命)`,
      '(?<!玩具)炸弹|炸药|爆炸物|报复社会|同归于尽|灭门|杀(?:了)?(?:我|他|她|你|你们)?全家',
      `威胁(?:到|过)?(?:我|我们|家人|孩子|说)(?!${to(8)}(?:不给|不办|不迁|不签|不让|不退|押金))|(?:受到|收到|遭到|遭受|一直)${to(6)}(?:威胁|恐吓)|人身(?:安全)?${to(4)}(?:威胁|危险)|恐吓(?:我|信|电话|短信)|生命${to(4)}(?:威胁|危险)|(?:寄|送)(?:来|了)?${to(4)}(?:刀片|子弹|花圈)`,
      "\\bbombs?\\b|(?:going to|gonna|will|wants? to|threaten\\w*|said he'll|says he'll)(?: to)?(?: \\w+){0,2}? (?:kill|shoot|stab|murder|burn|blow up)(?:ing)?(?: \\w+)? ?(?:me|him|her|them|you|us|people|everyone|my|the)\\b|threaten(?:ed|ing|s)?(?: to)? (?:me|my|us|kill|hurt)|death threat",
    ),
  },
  {
    kind: 'accident',
    reason: '事故或险情',
    pastIsCalm: true,
    paper: accidentPaper,
    live,
    pattern: any(
      '起火|着火|失火|火灾|走水了|冒浓?烟|烧起来|爆炸|(?:煤|燃|天然|液化)气(?:泄漏|泄露|漏|味)|漏煤?气|坍塌|倒塌|塌了|塌方|踩踏|溺水|落水|触电|坠楼|高坠|山体滑坡|泥石流|发洪水|火烛',
      `(?:掉|跌|摔|滑|坠)(?:进|到|入|下|落)?(?:了)?${to(3)}(?:河|水|江|湖|井|海|池|沟|楼|悬崖|轨道)|车祸|撞(?:了|到|倒|伤|死|飞)+(?:个)?(?:人|老人|孩子|小孩|行人|学生|电动车|摩托)|(?:被|让)(?:车|卡车|货车|电动车|汽车|摩托)?${to(4)}撞(?:了|到|倒|伤|死|飞)|翻车|追尾|肇事|事故${to(10)}(?:受伤|伤|死|流血|昏)`,
      `(?:有人|老人|孩子|我妈|我爸|路人|同事|老伴|爷爷|奶奶|邻居|朋友|一个|女的|男的|他|她|我)${to(12)}(?:晕倒|昏倒|昏迷|昏过去|晕过去|倒在(?:地|路)|没有?呼吸|没气了|不省人事|大出血|流(?:了)?(?:很|好)?(?:多)?血|抽搐|休克|心梗|心脏病发|中风|被困|受伤|摔伤|烧伤|砸到|砸伤|快不行了|快死了|要生了|喘不上气|被(?:砸|压|埋|电到))`,
      `困在(?:了)?${to(3)}(?:电梯|车|水|火|楼|屋|里面|山)|电梯${to(6)}困|(?:一氧化碳|煤气|食物|农药|集体)中毒|血流不止|奄奄一息`,
      "\\bon fire\\b|there(?:'s| is) a fire|gas leak|explosion|exploded|\\bcar (?:accident|crash)|(?:is|are|was) (?:unconscious|bleeding|drowning|trapped|not breathing|badly hurt|injured)|not breathing|trapped in|been hit by a",
    ),
  },
  {
    kind: 'fraud-now',
    reason: '钱款正在被骗',
    pastIsCalm: true,
    paper: scamPaper,
    live: /刚刚|刚才|刚(?=被|转|把|才)|正在|现在(?:还|又)|\bjust\b/,
    pattern: any(
      `被${to(7)}骗(?!婚|取|局|迁|办|签|落户|子)|受骗|上当(?:了|受骗)|(?:遇到|碰到|遇上|碰上)了?(?:个)?骗子|骗子${to(6)}(?:转走|骗|拉黑|要)|骗(?:走|了|光|咗)${to(8)}(?:钱|元|万|块|积蓄|养老|彩礼|\\d)|畀人呃|被坑了?${to(4)}(?:钱|万|元)`,
      `(?:刚|今天|今早|昨天|昨晚|前天|早上|上午|下午|中午|分钟前|小时前)${to(16)}诈骗(?!电话|短信|信息|链接|app|软件|网站|手段|案例|宣传|罪|中心)`,
      `(?:刚|今天|昨天|昨晚|已经|把|都)${to(16)}(?:转账|转了|转给|转过去|转出去|汇款|汇了|汇过去|打款|打过去|充了)${to(30)}(?:骗|诈|拉黑|联系不上|不见了|提现|陌生|假|客服|刷单|投资|理财|中奖|解冻|保证金|冒充|退款|安全账户)`,
      `(?:骗|诈|客服|刷单|投资|理财|中奖|解冻|保证金|冒充|网恋|贷款|公检法)${to(30)}(?:转账了|转了|转给|转过去|转出去|汇了|汇过去|打过去|提现不|提不了现|提不出|拉黑)`,
      `(?:给|帮|向|往)(?:了)?(?:骗子|诈骗|陌生人|网友|对方账户)${to(6)}(?:汇|转|打|充|付)|(?:要求|要|让|叫|喊|催|逼)(?:我|他|她|俺|我妈|我爸|老人|妈妈|爸爸|家人|我们)?(?:把钱|马上|立刻|立即|先|赶紧|快)?${to(4)}(?:转账|转钱|汇款|打钱|打款|转到|安全账户|共享屏幕|屏幕共享|(?:告诉|提供|报|发)${to(5)}验证码|交(?:解冻费|保证金))`,
      `(?:验证码|银行卡密码|支付密码)(?:都|已经|也)?(?:给|告诉|发给|报给|念给|说给)(?:了|他|她|对方|客服|骗子|过去)|裸聊${to(12)}(?:勒索|敲诈|威胁|视频|要钱|转|通讯录)|(?:被|遭)(?:敲诈|勒索)|(?:钱|卡里|账户|存款|余额)${to(8)}(?:被转走|被盗刷|被刷走|被划走)|盗刷|杀猪盘`,
      `(?:been|got|was|being|just) (?:scammed|defrauded|tricked into)|(?:sent|transferred|wired|gave|paid)(?: \\w+){0,5}? (?:money|yuan|rmb)?(?: \\w+){0,5}? ?(?:scam\\w*|fraud\\w*|fake \\w+)|scam\\w*(?: \\w+){0,8}? (?:sent|transferred|paid|my money)`,
    ),
  },
]
