/** What makes frightening words harmless: idioms, stories, drills, and things long past. All on folded text. */

/** Set phrases that only sound like danger. They are cut out before any rule looks. */
const idioms = new RegExp(
  [
    '想死(?:你|你们|她|他|大家|我)(?:了|啦|喽|咯|咧)',
    '(?:得|的)要死(?!了?不活)',
    '(?:笑|气|堵|累|烦|卡|热|冷|困|急|忙|渴|坑|慢|丑|美|爱|晒|吵|臭|贵|挤|羡慕|无聊|郁闷|尴尬|难看|麻烦|咸|甜|辣|苦逼|馋|乐|窘|羞|酸|恨|等|排队|怕|闷|饿|冻|吓|撑|疼|痛|难受|丢人)死(?:了|我|俺|人|个人|老子|宝宝|啦|咧|掉|个)*',
    '(?:排|等|跑|办|忙|气|累)[^,，.。!?\\n]{0,6}(?:崩溃|绝望)',
    '打死(?:也|都|不|没)|(?:抵|宁|誓|装|该|作|找)死',
    '死(?:活|心|机|板|循环|胡同|结|角|路一条|记硬背|皮赖脸|缠烂打|对头|党|守|磕|不承认|不认账|也不|都不|要面子|亡证?|者|刑|缓|户|档|贵|慢|沉|鬼|定了|不瞑目|而复生|灰复燃)',
    '救命(?:稻草|钱|恩人|之恩|药|神器)',
    '跳楼(?:价|大甩卖|甩卖|机|大减价|清仓)',
    '(?:信息|知识|人口|数据|流量|颜值|心态|性)大?爆炸|爆炸(?:性|头|式|输出|物品(?:从业|作业|购买|运输|许可)|上新)|(?:心态|心里|心情|肺|脑子|脑袋|群里|手机|(?<![煤燃然])气)(?:都|快|要)*炸(?:了|裂)',
    '(?:道德|感情|捆绑)绑架|绑架式',
    '(?:嗓子|喉咙|七窍|头顶|气得|快|忙得|急得)冒烟',
    '杀(?:毒|价|青|鸡|手锏|马特|熟|时间|软件|疯了|菌|虫|猪)|秒杀|抹杀|扼杀|必杀|绞杀|杀人游戏|剧本杀|三国杀|狼人杀',
    '(?:没|没有|有)什么想不开|想不开的?(?:为什么|呢才|要)',
    '炸(?:鸡|酱面|串|糕|薯条|弹人)',
    '(?:警惕|谨防|防范|反|防|预防|打击|严防)(?:电信|网络|电信网络)*(?:诈骗|被骗|骗子|上当|受骗|家暴|家庭暴力|走失|走丢|自杀|溺水|火灾|踩踏|触电|人贩子|拐卖|拐|跟踪)',
    '(?:怕|防止|避免|以免|会不会|小心|不会|差点|差点儿|没有|没|谨防|以防|不想|不再|别)(?:又|再|也)?(?:被|受|上当|遇到)(?:人|电信|网络)*(?:诈骗|骗|当受骗|骗子)',
    '我的妈呀?吓死|吃鸡|打卡|打车|打工人?|动手术',
    '紫砂(?:壶|锅|茶|陶|杯|泥|煲|器)|上吊(?:绳|牌)',
    'bath bombs?|photo ?bomb|kill(?:ing)? time|dying to|deadline|to die for|scared to death|bored to death|fire (?:drill|alarm test|safety|extinguisher)',
  ].join('|'),
  'g',
)

export function withoutIdioms(folded: string): string {
  return folded.replace(idioms, '，')
}

/** Stories, drills, lessons and reports of other people's news. */
export const story =
  /电影|影片|电视剧|连续剧|小说|剧情|剧本|剧里|拍戏|演戏|戏里|动漫|漫画|游戏(?:里|中)|(?<!不是)(?:演习|演练|彩排)|新闻|报道|热搜|案例|讲座|宣传(?:册|活动|周|月|片|材料|栏|画|海报)|普法|论文|作文|歌词|歌里|台词|段子|短视频|纪录片|历史(?:上|书)|试卷|考题|\b(?:movie|film|novel|tv show|drill|the news|video game)\b/

/** Asks whether a tale that goes round is true: a matter to be cleared up, soon, but nobody is being hurt before us. */
export const rumour =
  /(?:听说|听人说|网传|谣传|疯传|盛传|都在传|群里[^,，.。!?\n]{0,4}(?:说|传)|朋友圈[^,，.。!?\n]{0,4}(?:说|传)|有人说|抖音[^,，.。!?\n]{0,4}(?:说|传|刷到))[^\n]{0,60}?(?:真的(?:吗|么|假的|还是)|真的?假|是真是假|真实吗|属实|谣言|辟谣|有这(?:回)?事|真有)|(?:求|请)(?:警方|官方|公安)?辟谣/
/** …unless somebody calls for help in the same breath. */
export const calling = /救命|快来|快点来|正在|刚刚|刚才/

/** Here and now: stronger than a story told in another clause. */
export const now =
  /现在|正在|正(?=[砸打撬追拿抢])|刚刚|刚才|刚(?=被|转|出|有|才|把|发)|救命|快来|快点来|马上|此刻|这会|我家|我们家|我们小区|我们楼|楼下|楼上|门口|门外|隔壁|还在|依然|\b(?:now|just|right now|outside|my (?:door|house|home))\b/

/** Told as past, and over. */
export const past =
  /以前|曾经|从前|之前|当年|(?<![转打汇付充送走跑开拉])过去|小时候|那时|当时|(?:\d|几|多|两|[一二三四五六七八九十])年前|去年|前年|大前年|早年|往年|上个?月|上上?周|几个月前|(?:19\d\d|20[012]\d)年|\b(?:years? ago|months? ago|last (?:year|month|week)|used to|in the past|when i was)\b/
/** …but it goes on. */
export const standing = /又|还在|还是|还会|还打|一直|至今|仍|经常|天天|每天|现在|刚|不敢|always|still|again|every/
