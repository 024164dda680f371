/**
 * Traditional forms of the characters used in this field, each followed by its simplified form. Not a general
 * converter: it only has to bring the words of the lexicon and of the entries together.
 */
const pairs = `
證证 戶户 遺遗 補补 辦办 領领 換换 過过 臨临 時时 請请 問问 麼么 嗎吗 個个 為为 爲为 嬰婴 兒儿 寶宝 報报 結结 離离 遷迁 轉转 親亲 屬属 關关 係系 記记
錄录 無无 應应 該该 辭辞 費费 錢钱 間间 長长 國国 際际 員员 貸贷 買买 賣卖 車车 機机 開开 號号 碼码 電电 話话 網网 線线 類类 條条 規规 別别 種种 從从
來来 後后 樣样 會会 還还 這这 裡里 裏里 們们 給给 讓让 對对 與与 學学 業业 務务 處处 變变 書书 齡龄 歲岁 滿满 門门 見见 廣广 東东 灣湾 鄉乡 鎮镇 縣县
區区 當当 點点 聽听 説说 說说 講讲 謝谢 煩烦 簽签 註注 冊册 續续 損损 壞坏 復复 製制 體体 質质 現现 場场 頭头 進进 運运 達达 遠远 選选 連连 誰谁 讀读
認认 識识 訴诉 訊讯 詢询 護护 聯联 繫系 題题 顧顾 預预 顯显 飛飞 飯饭 館馆 驗验 黨党 齊齐 媽妈 爺爷 婦妇 夠够 壓压 雙双 難难 雜杂 獨独 獲获 權权 歡欢
決决 況况 準准 溫温 減减 滅灭 營营 爭争 牽牵 狀状 產产 異异 畫画 發发 盜盗 監监 碩硕 確确 礦矿 禮礼 稱称 積积 窮穷 竊窃 筆笔 簡简 糧粮 納纳 紙纸 級级
組组 統统 經经 綠绿 維维 緊紧 編编 總总 縮缩 罰罚 職职 聲声 腦脑 臉脸 興兴 舊旧 藝艺 裝装 覺觉 觀观 計计 訂订 設设 許许 試试 誌志 課课 調调 談谈 論论
諮咨 譯译 議议 負负 財财 責责 貨货 貴贵 貼贴 資资 賬账 賴赖 購购 賠赔 賽赛 趕赶 趙赵 跡迹 軍军 較较 載载 輔辅 輕轻 輸输 邊边 郵邮 鄰邻 醫医 釋释 針针
鈴铃 銀银 銷销 錯错 鍵键 鐘钟 鐵铁 閉闭 閱阅 陸陆 陽阳 陳陈 階阶 隊队 隨随 險险 雖虽 雲云 靈灵 靜静 響响 頁页 順顺 須须 頻频 願愿 養养 駕驾 騙骗 驚惊
髒脏 鬧闹 魚鱼 麗丽 黃黄 丟丢 囗口 証证
內内 蘇苏 遼辽 寧宁 陝陕 慶庆 漢汉 濟济 蘭兰 龍龙 島岛 錦锦 瀋沈 嶺岭 瓊琼 鄭郑 臺台 陰阴 揚扬 鹽盐 滄沧 紹绍 莊庄 煙烟 濰潍 瀘泸 銅铜 樂乐 賓宾 廈厦
`

/** Traditional character to simplified character. */
export const simplified: ReadonlyMap<string, string> = new Map(
  pairs
    .split(/\s+/u)
    .filter((pair) => pair !== '')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
)
