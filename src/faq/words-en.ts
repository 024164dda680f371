/**
 * English words by the Chinese concept of `words-zh.ts` they stand for, `|` between them: what is learned from Chinese
 * questions holds for English ones too. Endings are cut off before the look-up.
 */
export const conceptsEn = `
身份证|id card|identity card|identification card|resident identity card|resident id card|national id|national id card|chinese id|chinese id card|shenfenzheng|resident id|identity document|my id|id|sfz|shen fen zheng
临时身份证|temporary id card|temporary identity card|temp id|temporary id|interim id card|interim id|temporary resident identity card|temp id card
户口本|hukou book|hukou booklet|household register|household registration book|household register book|household registration booklet|household book|family register|family book|hukouben|hukou ben|residence booklet|family register book
户口页|page|home page|first page
户口|hukou|household registration|huji|household residence|registered residence
居住证|residence permit|residency permit|juzhuzheng|residence card|living permit
无犯罪记录证明|no criminal record|criminal record|certificate of no criminal record|no criminal record certificate|no crime certificate|non criminal record|police clearance|police clearance certificate|clean record|criminal record check|background check|police check|non-criminal record|no-criminal-record|certificate of good conduct|criminal background check|criminal record certificate|police certificate|good conduct certificate|clearance
出生证|birth certificate|medical certificate of birth|birth medical certificate
住宿登记|register of temporary residence|temporary residence registration|accommodation registration|police registration|registration form of temporary residence|temporary residence form|register with the police|register with police|registration with the police|lodging registration|register at the police station|register with the local police|register my address|register their address|temporary residence|address registration|temporary accommodation registration|accommodation|register at police|registration form
居住登记|residence registration|living registration|register residence
居住证明|proof of residence|proof of address
回执|receipt
结婚证|marriage certificate|marriage registration|marriage license
离婚证|divorce certificate
离婚|divorce|divorced
护照|passport|travel document
港澳通行证|exit-entry|entry-exit|exit and entry|hong kong permit|permit to hong kong|exit-entry permit
回乡证|home return permit|mainland travel permit
签证|visa|visa extension
驾驶证|driver license|driving licence|driving license|driver's license|driver's licence|driver licence|licence
车辆|car|vehicle|plate|motorcycle|e-bike|scooter|parking
违章|speeding|traffic ticket|traffic fine
火车|train ticket|train|high-speed rail|train tickets
飞机|flight|plane|airport|fly
宾馆|hotel|hostel|check-in
银行|bank account|bank card|bank|open an account|credit card
贷款|loan|mortgage|borrow
手机卡|sim card|phone number|sim|phone card|wechat|alipay|wechat pay
社保|social insurance|insurance|pension|social security
医保|medical insurance
房子|house|apartment|flat|property|villa
购房|apartment purchase|buy a house|buy a flat|bought a flat|bought a house|bought an apartment|buy an apartment|home purchase|own a flat|own an apartment
租房|rent|landlord|rental|tenant|tenancy|renting|lease
学籍|school|kindergarten|enrol|enroll
考试|exam
户籍证明|hukou certificate|household certificate|certificate of household registration|household registration certificate|hukou proof|proof of hukou
亲属关系证明|kinship|relationship certificate|proof of relationship|kinship certificate|family relationship|certificate of kinship|prove relationship|proof of kinship|father and son|prove that
亲子鉴定|dna|paternity test|paternity
非婚生|unmarried|single mother|out of wedlock|nonmarital|not married|without marriage|unwed|wedlock|born outside marriage
婚姻状况|marital status
文化程度|education level|education|occupation|workplace|blood type|religion
死亡|death|died|dead|deceased|passed away|die|passed|death certificate
继承|inheritance|inherit|will
注销户口|cancel hukou|cancel household registration|deregister|cancel registration|cancel|cancellation|deregistration
集体户口|collective hukou|collective household|collective
分户|separate household|split household|household split|split|own household|separate hukou book|separate household book|household division|own hukou book|set up own household|separate hukou
户主|head of household|household head|householder
积分落户|points|points-based|point system|score
人才引进|talent|skilled|degree|graduate degree|bachelor|master
毕业|graduate|graduated|graduation|after graduation
大学生|university|college|freshman|student|admission|campus
迁移证|migration certificate|transfer certificate|moving certificate|hukou transfer certificate
准迁证|approval certificate|move-in permit|permission to move|move-in approval|approval to move|transfer approval
农转非|rural hukou|rural|village|countryside|agricultural|urban hukou|farm|farmland
收养|adopt|adoption|adopted|adoptive
重复户口|two hukou|duplicate hukou|double hukou|two hukous|duplicate|two registrations
黑户|no hukou|without hukou|unregistered|never registered|never had hukou|undocumented|without a hukou|no household registration
参军|join the army|enlist|military service|conscript|enlisted|joining the army|join the military
退伍|veteran|discharged|demobilized|left the army|leaving the army|retired from the army|army discharge|discharge
军人|army|soldier|military
民族|ethnicity|ethnic|ethnic group|nationality on id|minority|ethnic minority|han
变性|gender|sex|sex change|gender marker|gender change
出生日期|date of birth|birthday|birth date|birth year|dob
重号|same id number|duplicate number|duplicate id number
身份证号|id number|identity number
指纹|fingerprint|finger
照片|photo|photograph|picture|glasses|hair|makeup|hijab|headscarf
进度|ready|pick up|collect my|progress|status|track
电子身份证|electronic id|digital id|e-id|electronic id card|digital id card|online id|eid
复印件|copy|photocopy
代办|agent|behalf|proxy|on my behalf|for my|power of attorney|authorize|someone else|in my place
邮寄|mail|post|courier|delivery|express
上班时间|office hours|opening hours|working hours|weekend|saturday|sunday|open|close|business hours|lunch|holiday
地址|location|address
预约|appointment|book an appointment|booking|book|reserve|reservation
网上|online|on-line|website|app|internet|web|mini program|site
损坏|broken|damaged|cracked|torn|bent|worn|chip|damage|crack|demagnetized|unreadable|blurred|snapped|scratched|wet
报警|report crime
诈骗|fraud|scam
国籍|nationality|citizenship|naturalise|naturalize|citizen|green card|permanent residence|permanent residence card|permanent residency|naturalized
国外出生|foreign-born|born abroad|born overseas|born outside china|born in the us|born in canada|born in australia|born in the uk|born in japan|overseas birth|born in america|born in|consulate|embassy
港澳台居民居住证|hong kong|macao|macau|taiwan|hongkong|residence permit for hong kong|taiwanese|hk|hkmt
出国定居|emigrate|emigration|settle abroad|settled abroad|moved abroad|immigrated|immigrate|settled in|emigrated|moving abroad permanently
回国|return to china|came back to china|returned to china|moving back to china|restore hukou|restore|reinstate|get my hukou back|back to china|returning|restoration
工作许可|work permit|work visa
出国|abroad|overseas|foreign country|usa|canada|australia|japan|uk
公证|notary|apostille|legalisation|legalization|legalise|legalize|notarize|translation|notarized
怀孕|pregnant
丢失|lose|lost|missing|stolen|stole|misplace|misplaced|mislaid|can't find|cannot find|can not find|gone|disappear|theft|steal
补办|replace|replacement|reissue|get a new one|new copy|re-issue|get another|reapply
挂失|report loss|report the loss|report it lost|report lost|loss report
换领|renew|renewal|exchange|update
到期|expire|expired|expiring|expiration|expiry|run out|out of date|no longer valid|validity|valid
办理|apply|application|get|obtain|make|issue|handle|process|request|receive|collect
首次|first|first time|first-time|never had|for the first time|initial|first ever
出生登记|register a birth|register the birth|birth registration|register my newborn|register a newborn|register our newborn|register my baby|register a baby|register our baby|newborn registration|register the birth of|register my son|register my daughter|register my child|baby registration|baby hukou|hukou for my baby|hukou for baby|add my baby|add baby
登记|register|registration|registered|report to|check in|sign up|get registered|report
迁移|move|transfer|relocate|migrate|moved|transferring|change hukou
落户|settle|get hukou|get local hukou|obtain hukou|local hukou
投靠|join|reunite
跨省通办|cross-province|across provinces|both places|cross province|travel back|two places|go back twice
改名|change name|name change|change my name|change his name|change her name|change the name|change your name|rename|change a name|change surname|change my surname|change last name|change first name|legal name|new name|change my child's name|change my daughter's name|change my son's name|change the surname|change my last name|change my given name|surname|last name|given name|first name|name
变更|change|modify|alter
更正|correct|correction|mistake|wrong|error|typo|incorrect|fix
居住|stay|staying|live|living|lodge|host|hosting|airbnb|arrive|arrival|visit|visiting|sleep|put up|reside|stays
入境|coming to china|came to china|arrive in china|enter china|visit china
满半年|half a year|six months
使用|use|used for|benefit|benefits|useful|right|entitled|rights|services
异地|other city|another city|another province|other province|different city|away from home|not my hometown|elsewhere|different province|out of town|outside my hometown
本地|hometown
加急|urgent|urgently|immediately|same day|quickly|hurry|rush
新生儿|newborn|new baby|just born|new born|new-born|infant|newly born|was born|is born|birth|born|gave birth|has been born|have a baby|had a baby
孩子|child|children|baby|kid|son|daughter|kids|boy|girl|toddler
未成年|under 16|under sixteen|minor|below 16|younger than 16|not yet 16|teenager|years old|year old|year-old|underage|under the age of 16|schoolchild|not 16|under age|under 18
满16|turn 16|turned 16|16|sixteen|age 16|turning 16|16-year-old|sixteenth birthday
夫妻|spouse|husband|wife|partner
结婚|marry|married|marriage|wedding|after marriage
父母|parent|parents|my parents|elderly parents
父亲|father|dad
母亲|mother|mum|mom|mother-in-law
监护人|guardian
老人|grandmother|grandfather|grandma|grandpa|elderly|old man
朋友|friend|friends|colleague|girlfriend|boyfriend
外国人|foreigner|foreign|foreign national|expat|overseas visitor|tourist|foreign guest|foreign friend|foreigners|alien|non-chinese|foreign visitor|american|british|overseas friend|foreign nationals|foreign student|international student|expatriate|guest|visitor
单位|employer|company
工作|employment|work|working|job
户籍窗口|police station|local police|police|public security bureau|psb|police office|paichusuo|counter|window|desk
归属|which police station|what police station|jurisdiction|nearest police station|which station|in charge of|belongs to
怎么|how|how to|how do i|how can i|what should i do|what do i do|what to do|procedure|process for|steps|way
多久|how long|how soon|time|when|days|deadline|by when|how many days
多少钱|how much|cost|fee|price|free|charge|pay|expensive|fees
材料|what documents|document|documents|paper|papers|materials|bring|paperwork|what do i need|requirement|requirements|form
哪里|where|which office
条件|qualify|eligible|condition|conditions|rule|rules|policy|eligibility
本人|in person|myself
拒绝|refused|refuse|reject|rejected|denied|turned away|declined|won't|will not|wouldn't
被告知|told me|they said|said that|said
投诉|complaint|complain|rude|unacceptable|ridiculous|angry|nobody answers|no one answers|terrible|useless|lazy|corrupt
还没好|still waiting|still not|not yet received|hasn't arrived|has not arrived|haven't received|my application|weeks ago|months ago|pending
前夫|ex-husband|ex-wife|ex husband|ex wife
起诉|court|lawyer|sue|appeal|custody|dispute
自杀|kill|suicide|hurt|threat|attack|emergency|danger|robbed
`

/** Words that carry nothing; the question words stay. */
export const fillersEn = `
a|an|the|i|me|we|our|us|you|your|he|his|him|she|her|they|their|them|it|its|this|that|these|those|of|on|at|by|as|is|am|are|was|were|be|been|being|has|had|and|or|but|so|then|than|there|please|hello|hi|hey|dear|sir|madam|thanks|thank|thank you|would|like|shall|know|tell|ask|question|wondering|wonder|about|regarding|just|also|too|very|really|now|currently|ok|okay|excuse|officer|i'm|i've|it's|what's|there's|will|some|any|excuse me|good morning|good afternoon
`
