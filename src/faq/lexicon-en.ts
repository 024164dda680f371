import { type Concept, concepts } from './lexicon.ts'

/** The English words of the same field. Words are matched after plural and -ing/-ed endings are cut off. */

const things = `
id card|identity card|identification card|resident identity card|resident id card|national id|national id card|chinese id|chinese id card|id cards|shenfenzheng|sfz|resident id|identity document|my id|id
temporary id card|temporary identity card|temp id|temporary id|interim id card|interim id|temporary resident identity card|temp id card|temporary card
hukou book|hukou booklet|household register|household registration book|household register book|household registration booklet|household book|family register|family book|hukouben|hukou ben|residence booklet|household registration certificate|family register book
hukou|household registration|huji|household residence|registered residence|household registered
residence permit|residency permit|juzhuzheng|residence card|living permit|resident permit
no criminal record|criminal record|certificate of no criminal record|no criminal record certificate|no crime certificate|non criminal record|police clearance|police clearance certificate|clean record|criminal record check|background check|police check|non-criminal record|no-criminal-record certificate|no-criminal-record|certificate of good conduct|criminal background check|criminal record certificate|police certificate
birth certificate|medical certificate of birth|birth medical certificate
register of temporary residence|temporary residence registration|accommodation registration|residence registration|police registration|registration form of temporary residence|temporary residence form|register with the police|register with police|registration with the police|lodging registration|register at the police station|register with the local police|register my address|register their address|register my accommodation|temporary residence|address registration|temporary accommodation registration
passport|travel document
visa|visa extension|visa renewal
work permit|work visa
green card|permanent residence|permanent residence card|permanent residency
marriage certificate|marriage registration|get married|getting married|marry in china
divorce|divorced|ex-husband|ex-wife|ex husband|ex wife
driver license|driving licence|driving license|driver's license|driver's licence|licence|license
car|vehicle|plate|motorcycle|e-bike|scooter
train ticket|train|high-speed rail|train tickets
flight|plane|airport|fly
bank account|bank card|bank|open an account|credit card
loan|mortgage|borrow
sim card|phone number|sim|phone card|wechat|alipay|wechat pay
company registration|register a company|business license|tax|trademark
social insurance|medical insurance|insurance|pension
school|kindergarten|university|enrol|enroll|exam
house|apartment purchase|buy a house|property|buy a flat|bought a flat
points|talent|graduate
foreign-born|born abroad|born overseas|born outside china|born in the us|born in
adopt|adoption|adopted
death|died|dead|deceased
unmarried|single mother|out of wedlock|nonmarital
nationality|citizenship|naturalise|naturalize
hong kong|macao|macau|taiwan
lawyer|court|sue|arrest|jail|prison
fine|fined|penalty|overstay
fingerprint
photo|photograph|picture
copy|photocopy
notary|apostille|legalisation|legalization|legalise|legalize
ethnicity|gender|sex
date of birth|birthday
id number|identity number
luggage|bag|wallet|laptop|phone|keys
drone|pet|dog|gun|drug
recruit|job|vacancy|hire
`

const acts = `
lose|lost|missing|stolen|stole|misplace|misplaced|mislaid|can't find|cannot find|can not find|gone|disappear|theft|steal
replace|replacement|reissue|get a new one|new copy|duplicate|re-issue|get another
report loss|report the loss|report it lost|report lost|loss report|report
renew|renewal|exchange|extend|update
expire|expired|expiring|expiration|expiry|run out|out of date|no longer valid|expires
apply|application|get|obtain|make|issue|handle|process|request|have|do|receive|collect
first|first time|first-time|never had|for the first time|initial|first ever
register a birth|register the birth|birth registration|register my newborn|register a newborn|register our newborn|register my baby|register a baby|register our baby|newborn registration|register a newborn baby|register my new baby|register the birth of|register our new baby|register a new baby|register my son|register my daughter|register my child|baby registration
register|registration|registered|report to|check in|sign up|get registered
move|transfer|relocate|migrate|join|moved|transferring
settle|add|put
change name|name change|change my name|change his name|change her name|change the name|change your name|rename|change a name|change surname|change my surname|change last name|change first name|legal name|new name|change our son's name|change my child's name|change my daughter's name|change my son's name|change their name|change our child's name|change one's name|change a child's name|change the surname|different name|change my last name|change my given name|changed name|changing my name
stay|staying|live|living|lodge|host|hosting|airbnb|rent|rental|arrive|arrival|visit|visiting|sleep|put up|reside
without|instead
use|used for|valid|validity
online|on-line|website|app|internet|web
other city|another city|another province|other province|different city|away from home|not my hometown|elsewhere|different province
hotel|hostel
affect|influence|consequence
urgent|urgently|immediately|same day|quickly|hurry
agent|behalf|proxy
24 hours|twenty-four hours|24h
`

const people = `
newborn|new baby|just born|new born|new-born|infant|newly born|was born|is born|birth|born|gave birth|has been born|have a baby|had a baby|have had a baby
child|children|baby|kid|son|daughter|kids|boy|girl|toddler
under 16|under sixteen|minor|below 16|younger than 16|not yet 16|teenager|years old|year old|year-old|underage|under the age of 16|schoolchild|not 16|under age
turn 16|turned 16|16|sixteen|age 16|turning 16|16-year-old|sixteenth birthday
spouse|husband|wife|partner|my husband|my wife
marry|married|marriage|wedding|after marriage
parent|mother|father|mum|mom|dad|guardian
friend|friends|relative|family|guest|chinese friend|in-laws|colleague|girlfriend|boyfriend
foreigner|foreign|foreign national|expat|overseas visitor|tourist|foreign guest|foreign friend|foreigners|alien|non-chinese|foreign visitor|american|british|overseas friend|foreign nationals|foreign student|international student|expatriate
employer|employment|work|company|working
`

const places = `
police station|local police|police|public security bureau|psb|police office|paichusuo|exit-entry|entry-exit|exit and entry
china|beijing|shanghai|guangzhou|shenzhen|chinese|mainland
here|city|hometown|home|place|private home|apartment|flat|address|house of|my place|somewhere
`

const asks = `
how|how to|how do i|how can i|what should i do|what do i do|what to do|procedure|process for|steps|way
how long|how soon|time|when|days|deadline|by when|how many days
how much|cost|fee|price|free|charge|pay|expensive
what documents|document|documents|paper|papers|papers needed|materials|bring|paperwork|what do i need|need|required|requirement|require|requirements|necessary
where|which office|which
can|could|may|allowed|possible|able
must|have to|should|supposed to|mandatory|compulsory
what|who|why|is it|qualify|eligible|condition|conditions|rule|rules
old|age|how old
`

const cases = `
refused|refuse|reject|rejected|denied|turned away|declined|won't|will not|wouldn't|told me|they said|said that|said
complaint|complain|rude|unacceptable|ridiculous|angry|nobody answers|no one answers|terrible|useless|lazy|corrupt
still waiting|still not|not yet received|hasn't arrived|has not arrived|haven't received|status|my application|progress|weeks ago|months ago|yesterday|last week|last month|pending|waiting
my case|appeal|dispute|custody|blacklist|wrong|mistake|error|incorrect|typo|mismatch
kill|suicide|hurt|help me|threat|attack|emergency|danger|robbed
check my|look up|track|find someone
`

const steers = `
ignore previous|ignore all|ignore the above|ignore your|disregard|forget your|forget previous|ignore
system prompt|your prompt|your instructions|previous instructions|instructions|developer mode|jailbreak
you are now|act as|pretend|roleplay|role-play
repeat after|verbatim|output the|print the|write a poem|write code|translate
`

const fillers = `
a|an|the|i|my|me|mine|we|our|us|you|your|he|his|him|she|her|they|their|them|it|its|this|that|these|those|to|of|in|on|at|for|with|from|by|as|is|am|are|was|were|be|been|being|do|does|did|has|had|and|or|but|if|so|then|than|there|please|hello|hi|hey|dear|sir|madam|thanks|thank|thank you|want|would|like|will|shall|know|tell|ask|question|wondering|wonder|about|regarding|some|any|just|also|too|very|really|now|currently|ok|okay|excuse|help|officer|one|new|after|before|while|into|out|up|off|not|no|don't|doesn't|didn't|i'm|i've|it's|what's|there's|go|going|come|coming|take|give|long|much|many|same|all|both|own|within|until|through|under|over|every|each|other|another|kind|sort|thing|order|again|already|going to|certificate|card|official|local|my family|next month|next week|pick up|pick|look for|someone|somebody|can get|within how many hours|same procedure|how many hours|hours|anyone|person|people|yet|only|even|still need|today|tomorrow|let|see|because|since|during|when i|else|which one|it back|soon|good
`

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '')

export const enConcepts: readonly Concept[] = [
  ...concepts('thing', '|', lines(things)),
  ...concepts('act', '|', lines(acts)),
  ...concepts('who', '|', lines(people)),
  ...concepts('place', '|', lines(places)),
  ...concepts('ask', '|', lines(asks)),
  ...concepts('case', '|', lines(cases)),
  ...concepts('steer', '|', lines(steers)),
  ...concepts('filler', '|', lines(fillers)),
]
