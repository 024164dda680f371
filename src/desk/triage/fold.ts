/** Makes the ways of writing a turn alike before its words are looked up. */

/** Traditional characters that occur in the words the rules know, and their simplified forms in the same order. */
const traditional =
  '殺樓裝藥遺書輕東來與個們這裡裏說話還沒過嗎麼為無網電報題問請謝幫處辦證護戶簽遷離親媽爺孫兒兇歐毆擊搶綁門開關鎖鄰變態強姦騙錢轉賬帳匯銀場詐賣車傷燒墜動彈揚稱脅滅滿點讚滯罵責訴務員級層號碼擾鬧讓給應該覺難聽見聯絡繫隊歲係後麵煩絕沖衝壓頭嚇殘氣斬據攔館廣國際臺灣歸獨線誰壞舉補領駕駛違規檢驗陸錄時間現剛發緊結許認識願協產農莊鎮鄉縣區園廠亂費複復檔審遠週圍鬥視頻紅黃傳銷聲響嬰閨婦壯隻兩萬億塊樣當經長達對導實單隨筆設備啟遊戲習練聞學資訊滾貼靈麗錯誤終濟贏輸順須預額顯類風飛飯餓馬騎鳥麥龍災煙濃燈熱牆獄獻環瘋療盜監盤確禮禍種穩積窮竊竄節範糾約細組統維緝縱總繼續罰職脫腦臨舊艱藍虧蟲術衛製觸訂計討訓託記訪評詢試詳誠調諒論諮講謊謠譯議讀豬貓財貨販貪貴買賊賓賠賴購贈趕跡蹤軍軟載輔輛迴連進運遞適遲選邊郵醫釋鋼鍵鏡鐘鐵鑰閃閉閱闖陣陰陳階隱靜頂項頓顧驚齊齡囉搵槍屍慘誘戀歡準條棟陽繳轄換敗鄧嚴厲淚曬睏屆屬掛傾塗盡幾'
const simplified =
  '杀楼装药遗书轻东来与个们这里里说话还没过吗么为无网电报题问请谢帮处办证护户签迁离亲妈爷孙儿凶欧殴击抢绑门开关锁邻变态强奸骗钱转账账汇银场诈卖车伤烧坠动弹扬称胁灭满点赞滞骂责诉务员级层号码扰闹让给应该觉难听见联络系队岁系后面烦绝冲冲压头吓残气斩据拦馆广国际台湾归独线谁坏举补领驾驶违规检验陆录时间现刚发紧结许认识愿协产农庄镇乡县区园厂乱费复复档审远周围斗视频红黄传销声响婴闺妇壮只两万亿块样当经长达对导实单随笔设备启游戏习练闻学资讯滚贴灵丽错误终济赢输顺须预额显类风飞饭饿马骑鸟麦龙灾烟浓灯热墙狱献环疯疗盗监盘确礼祸种稳积穷窃窜节范纠约细组统维缉纵总继续罚职脱脑临旧艰蓝亏虫术卫制触订计讨训托记访评询试详诚调谅论咨讲谎谣译议读猪猫财货贩贪贵买贼宾赔赖购赠赶迹踪军软载辅辆回连进运递适迟选边邮医释钢键镜钟铁钥闪闭阅闯阵阴陈阶隐静顶项顿顾惊齐龄啰揾枪尸惨诱恋欢准条栋阳缴辖换败邓严厉泪晒困届属挂倾涂尽几'
const toSimplified = new Map(Array.from(traditional, (character, at) => [character, simplified[at] ?? character]))
const anyTraditional = new RegExp(`[${traditional}]`, 'g')
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
/** People put spaces into words to get past filters, and speech recognition puts them anywhere. */
const spaceBetweenHan = /(?<=[\u3400-\u9fff])[ \t\u00a0\u3000]+(?=[\u3400-\u9fff])/g
const apostrophe = /[’‘`´]/g

/** Full-width forms, capitals, traditional characters, invisible characters and stray spaces, all made plain. */
export function foldForTriage(turn: string): string {
  return turn
    .normalize('NFKC')
    .toLowerCase()
    .replace(invisible, '')
    .replace(anyTraditional, (character) => toSimplified.get(character) ?? character)
    .replace(apostrophe, "'")
    .replace(spaceBetweenHan, '')
}
