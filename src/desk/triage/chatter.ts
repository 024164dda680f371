/** Turns that ask for nothing: greetings, thanks, praise; pictures without words; calls for a person. Folded text. */

const emojiAndMarks =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{P}\p{S}\p{Cf}\u{1f1e6}-\u{1f1ff}\ufe0e\ufe0f\u20e3\s]+/gu
/** [微笑], [赞]: a platform's own emoticons arrive as words in brackets. Attachments look the same. */
const bracketed = /[[(【<]([^\])】>[(【<\n]{1,12})[\])】>]/g
const attachmentName =
  /^(?:图片|照片|圖片|语音|語音|视频|視頻|文件|位置|链接|名片|小程序|文档|截图|录音|image|photo|picture|voice|video|file|location|audio|其他消息|不支持的消息类型|收到不支持的消息类型)(?:消息|信息|分享)?$/

const pleasantries = new RegExp(
  `^(?:${[
    '你好|您好|妳好|大家好|哈喽|哈啰|嗨|hello|hi|hey|halo|早上好|上午好|中午好|下午好|晚上好|早安|午安|晚安|早|早啊|晚上好',
    '在吗|在嘛|在不在|在不|在么|有人吗|有人在吗|有人么|有人在么|在线吗|忙吗|请问|(?:我)?(?:就)?(?:是)?(?:想|要|来)?(?:问|咨询|打听|请教)(?:一下|下|个事儿?|件事|个问题|一个问题|一件事)|我?想问|我?(?:有个|有一个|有点)(?:事儿?|问题|疑问)(?:想)?(?:问|咨询|请教)?(?:一下|下)?|请问在吗|请问有人吗|打扰了|打扰一下|不好意思|麻烦了|麻烦您了|小编|警官|警察叔叔|警察同志|民警同志|同志|客服|老师|领导|亲',
    '谢谢|谢谢您|谢谢你|谢谢你们|谢谢啦|谢谢了|多谢|感谢|非常感谢|十分感谢|太感谢了|万分感谢|感谢您|感谢回复|谢谢回复|谢谢解答|感谢解答|感谢您的回复|谢谢您的回复|感恩|谢啦|谢了|多谢了|3q|thx|thanks|thank you|thank you so much|thanks a lot|thank you very much|many thanks|ty|thank u|唔该|多谢晒',
    '唔该晒|么么哒|比心|阿里嘎多|谢谢(?:警察|民警|警官|同志|小编|领导)|(?:谢谢|感谢|多谢)(?:您|你|你们)?的?(?:及时|耐心|详细|热心)?的?(?:回复|答复|解答|回答|提醒|提示|告知|指点|帮助|帮忙|关心)',
    '知道|好|好的|好吧|好哒|好滴|好嘞|行|行吧|可以|可以的|嗯|嗯嗯|恩|哦|噢|喔|哦哦|知道了|明白|明白了|了解|了解了|清楚了|懂了|收到|收到了|是|是的|对|对的|对了|没事|没事了|没关系|不客气|不用了|不用谢|算了|没了|没有了|就这样|(?:已经|都)?(?:办好|办完|解决|搞定|处理好)|ok|okay|okk|k|yes|no|sure|got it|great|fine|cool|nice|bye|bye bye|goodbye|good morning|good evening|good night|good afternoon|understood|welcome',
    '再见|拜拜|拜|88|886|回头见|先这样|新年快乐|春节快乐|节日快乐|中秋快乐|国庆快乐|元旦快乐|生日快乐|恭喜发财|祝好|祝您生活愉快|祝工作顺利|祝您工作顺利|周末愉快|happy new year',
    '哈+|呵+|嘿+|嘻+|啊+|哇+|嗷+|呜+|额+|呃+|唉+|哎+|嗯+|hh+|(?:ha)+|lol|666+|233+|111*|[0-9]{1,2}|a|b|c|d|q|w|e|m+|em+|yyds|路过|沙发|前排|打卡|签到|吃瓜|顶|冒泡|测试|test|testing|试试|随便看看|来了|已阅|围观|转发微博|转发|mark',
  ].join('|')}|了|啊|呀|哦|噢|哟|嘞|哩|呢|吧|嘛|啦|哈|呐|喔|您|你|大家|非常|真的|那|先|就|都|也|很|and|so much)+$`,
)
const onlyParticles = /^(?:了|嘞|哩|呢|吧|嘛|啦|呐|您|你|大家|非常|真的|那|先|就|都|也|很|and|so much)+$/

const praiseWords =
  /点(?:个)?(?:大)?赞|好评|表扬|辛苦了|辛苦啦|你们辛苦|(?:感谢|谢谢|致谢|感恩|感激)(?:[^,，.。!?\n]{0,12}?)(?:民警|警察|警官|派出所|公安|交警|辅警|警方|工作人员|片警|同志|窗口)|(?:民警|警察|警官|派出所|公安|工作人员|交警|窗口|服务|态度)[^,，.。!?\n]{0,10}?(?:真好|真棒|很好|太好|特别好|非常好|超好|好耐心|很耐心|热情|负责|给力|贴心|暖心|专业|高效|效率(?:真|很|特别|太|超)?高|帅|威武|辛苦)|锦旗|致敬|好样的|为人民服务|人民(?:的)?好(?:警察|公安)|向你们学习|效率(?:真|很|太|超)高|办得(?:真|很)快|太给力|暖心|正能量|有你们真好|安全感|守护|great (?:job|service|work)|well done|good job|thank(?:s| you)[^.\n]{0,40}(?:police|officer)|so helpful|very helpful/
/** A good thing that officers did, told with thanks; a `but` takes it back. */
const goodDeed =
  /(?:民警|警察|警官|辅警|交警|派出所|你们)(?![^,，.。!?\n]{0,16}(?:没|不))[^,，.。!?\n]{0,16}(?:帮|给|替)(?:我|俺|我们|孩子|老人|我妈|我爸)[^,，.。!?\n]{0,8}(?:找到|找回|追回|办好|解决|送到|送回|修好)/
const thanking = /谢|感激|感恩|赞|暖心|好样/
const takenBack = /但|可是|不过|然而|却|结果|还是没/
const praiseOnly = /^(?:赞|赞赞|棒|真棒|太棒了|牛|给力|厉害|优秀|支持|加油|good|nice|great|awesome|👍)+(?:了|啊|呀)?$/

const wantsPerson =
  /转(?:接)?(?:到)?人工|人工(?:客服|服务|座席|坐席|回复|接听|在吗|呢|在线|回答)|^人工$|(?:找|要|叫|换|来|接|有)(?:一?个|位)?(?:人工|真人|活人|大活人)|真人(?:客服|回复|吗|在|呢)|^真人$|不(?:想|要)(?:再)?(?:跟|和|同)(?:机器|电脑|ai|人工智能)[^,，.。!?\n]{0,4}(?:聊|说|谈)?|^换人|(?:不对|没用|不行|机器人?|智能)[^\n]{0,10}换人|换(?:一?个)?人(?:来)?(?:回|答|聊|说)|叫(?:你们)?(?:的)?(?:警察|民警|人|工作人员)(?:来)?(?:回|答|说)|(?:找|换|要|跟|和|能不能让)(?:一?个|位)?(?:民警|警察|警官|工作人员|客服)(?:本人)?(?:来)?(?:聊|说话|谈|接|回复)|不要(?:再)?(?:机器人|自动回复)|别(?:再)?(?:用|发)?(?:机器人|自动回复)|机器人[^,，.。!?\n]{0,8}(?:没用|不行|滚|智障|听不懂|答非|傻|蠢|走开)|\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:an? )?(?:real )?(?:human|person|agent|someone|somebody|officer|staff|operator)|real (?:person|human)|human (?:agent|please|being)|live agent/
const notHelped =
  /答非所问|文不对题|牛头不对马嘴|驴唇不对马嘴|所答非所|不是我(?:要)?问的|我问的不是|问的不是这个|听不懂人话|(?:还)?没(?:有)?(?:回答|答复|解答)(?:到)?(?:我|问题|清楚)|没(?:有)?(?:说|讲)(?:清楚|明白|到)|我问的是[^,，.。!?\n]{1,12}[,，]?(?:你|您)(?:们)?(?:答|说|回)的?是|还是(?:没有?解决|不明白|不懂|不清楚|不会|没懂|没看懂|没明白)|(?:^|[,，.。!?\s])(?:这|你|你们|这个|说的|完全|根本|一点|都|回答|回复|等于|也|对我|的)*没(?:有|什么|啥|个)?(?:任何)?(?:用|帮助)(?:处)?(?:啊|呀|的|了|吧|嘛)*(?:$|[,，.。!?\s])|^(?:问题)?(?:还|仍|依然|并)?(?:是)?(?:没|没有|未)(?:有)?(?:得到)?解决(?:问题|我的问题)?(?:啊|呀|呢|的)?[!。.]*$|(?:说了|回了)(?:等于|跟)没(?:说|回)|复读机|(?:你|您)?(?:说|答|回|发)的[^,，.。!?\n]{0,6}(?:跟|和|与)我(?:问|说|要)的[^,，.。!?\n]{0,6}(?:关系|不一样|两回事|不是一)|说到点子上|不是这个(?:意思)?(?:$|[,，.。!])|(?:^|[,，.。!])(?:看|听)不懂(?:$|[,，.。!])|did ?n[o']t help|not helpful|doesn'?t help|useless|(?:not|didn'?t|doesn'?t) answer(?:ing)? my question|not what i asked/

const withoutWords = /^[\s\p{P}\p{S}\p{Cf}\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\ufe0e\ufe0f\u20e3]*$/u

/** Tears and anger: who sends nothing else has something to say. */
const tearsOrAnger =
  /[😭😢😡🤬😠💔😰😱🥺😞😫😩😖😣🆘]|[[【](?:泪|流泪|大哭|哭|怒|愤怒|发怒|怒骂|抓狂|心碎|伤心|悲伤|委屈|可怜|绝望)[\]】]/u

/** A picture, a voice message, a file, and no words with it. */
export function isAttachmentOnly(folded: string): boolean {
  if (folded.length > 80) return false
  let attachments = 0
  const rest = folded.replace(bracketed, (whole, name: string) => {
    if (!attachmentName.test(name.trim())) return whole
    attachments++
    return ''
  })
  return attachments > 0 && withoutWords.test(rest)
}

/** Nothing but greetings, thanks, yes and no, laughter, emoticons, marks. */
export function isChatter(folded: string): boolean {
  if (folded.length > 120) return withoutWords.test(folded)
  // A bare number is what somebody was asked for: a phone, a case, a document.
  if (/^(?:[\s+().-]*\d){5,}[\s.]*$/.test(folded) && !/^(\d)\1*$/.test(folded)) return false
  if (tearsOrAnger.test(folded) && withoutWords.test(folded.replace(bracketed, ' '))) return false
  const words = folded.replace(bracketed, ' ').split(emojiAndMarks).filter(Boolean)
  if (words.length === 0) return true
  const together = words.join(' ')
  return words.every((word) => pleasantries.test(word))
    ? !onlyParticles.test(words.join(''))
    : pleasantries.test(together)
}

export function isPraise(folded: string): boolean {
  if (praiseWords.test(folded)) return true
  if (goodDeed.test(folded) && thanking.test(folded) && !takenBack.test(folded)) return true
  return folded.length <= 30 && praiseOnly.test(folded.replace(/[[\]\p{P}\s]/gu, ''))
}

/** Asks for a person instead of the automatic answer. */
export function asksForPerson(folded: string): boolean {
  return wantsPerson.test(folded)
}

/** Says that the answer before did not help. */
export function saysNotHelped(folded: string): boolean {
  return notHelped.test(folded)
}
