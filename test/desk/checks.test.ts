import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { Forbidden } from '../../src/config-schema.ts'
import { zh } from '../../src/desk/catalogue/zh.ts'
import { checkReply } from '../../src/desk/checks.ts'

const NeverSay = z.strictObject({
  forbidden: z.array(Forbidden).min(1),
})
const { forbidden } = NeverSay.parse(parse(readFileSync('prompts/rules/never-say.yaml', 'utf8')))
const rules = { forbidden, limit: 300, say: zh.checks }
const rulesOf = (text: string): readonly string[] => checkReply(text, rules).map((warning) => warning.rule)

describe('raises nothing on an ordinary correct reply', () => {
  test.each([
    '可以在线办理。请登录市政务服务网“一网通办”，带好身份证和户口簿照片，5个工作日内办结。',
    '身份证丢了可到任一派出所户籍窗口补领，带户口簿，工本费40元，20个工作日内可取。',
    '请到平安路12号清溪公安局户政大厅3楼办理，工作日9:00至17:00，电话0517-83456789。',
    '地址：淮海路88号出入境接待大厅，周末请先预约。咨询电话：0517-8345 6789。',
    '请立即拨打110；不便说话可发短信至12110，写明地点、发生了什么、有几人。',
    '如已转账，请立即停止操作并拨打110，保留聊天记录和转账凭证，同时联系银行客服止付。',
    '凡自称公检法要求转到“安全账户”的就是诈骗，请勿转账。拿不准可拨打96110。',
    '请先不要转账，对方很可能是诈骗。已付款的请马上拨打110。',
    '社保卡的事由市人社局负责，不属于公安机关职责。请拨打12333，或到人社大厅办理。',
    '这项业务不归我们管，已为您转交市住建局，三个工作日内会有人联系您。',
    '路灯不亮请拨打12345，由城管局派人处理。',
    '不一定当天能办好：材料齐全当场受理，审核一般需要7个工作日。',
    '能否找回要看监控和线索，我们无法保证一定能找到，有进展会第一时间告知您。',
    '办理时一定要带好本人身份证原件，复印件不能办理。',
    '暂住登记满一定期限后可以申领居住证，具体以窗口审核为准。',
    '取保候审保证金按决定书载明的数额缴纳，解除后凭通知书到银行领取。',
    '签署告知承诺书后即可当场受理，无需另开证明。',
    '请不要在评论区发布身份证号和电话，可私信告知，我们来查。',
    '已看到您在评论里留了电话，为保护您的隐私请尽快删去，我们会在私信里联系您。',
    '请私信发送姓名和联系电话，便于派出所与您核实；评论中请勿留下个人信息。',
    '请在评论里说明大致路段和时间，联系电话请私信发给我们。',
    '前面答复有误，正确的是：未成年人换证须由监护人陪同。抱歉让您多跑了一趟。',
    '您跑了三趟还没办成，这是我们没有一次说清。请把受理回执号私信给我们，今天17点前给您回话。',
    '人员走失随时可以报警，不需要等。请立即拨打110，并留一人在原地。',
    '我们看到了您的话。您现在在哪里，身边有人吗？可以拨打12356，也可以在这里跟我们说。',
    '遭受家庭暴力请拨打110，民警会到场制止；也可向法院申请人身安全保护令，妇联热线12338。',
    'You can apply at the Exit-Entry Hall, 88 Huaihai Road. Bring your passport and two photos. Call 12367 for help in English.',
    '护照换发费120元，办理时限7个工作日，可在移民局12367平台查询进度。',
    '举报民警违纪请拨打12389，也可以寄信到市公安局督察支队。',
    '收到。您反映的占道停车已由交警大队登记，周五前回复处理情况。',
    '外地车牌违章可在“交管12123”查询，缴款后即时销记。',
    '如果身边有人可能自杀，请陪着他，不要让他独处，并拨打110或120。',
    '邮箱：hz@qingxi.gov.cn；来信请写明事项和联系方式。',
    '为什么不能线上办：首次申领需采集指纹，必须本人到场。',
    '确保照片清晰、无遮挡，系统审核通过后会发短信通知您。',
    '落户须满足居住和社保两项条件；是否符合以派出所审核为准，结果在15个工作日内短信告知。',
  ])('%s', (text) => {
    expect(checkReply(text, rules)).toEqual([])
  })
})

test.each(['zh', 'en'])('raises nothing on the fixed texts of the desk in %s', (lang) => {
  const texts = flatten(parse(readFileSync(`prompts/standing/${lang}.yaml`, 'utf8')))

  const raised = texts.filter((text) => checkReply(text.replace(/\{\{\w+\}\}/g, '12345'), rules).length > 0)

  expect(texts.length).toBeGreaterThan(5)
  expect(raised).toEqual([])
})

const flatten = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(flatten) : []
}

describe('warns of', () => {
  test.each<[string, string]>([
    ['promise', '您放心，材料带齐肯定能办。'],
    ['promise', '我们一定给您一个满意的结果。'],
    ['promise', '一定会帮您找到孩子。'],
    ['promise', '保证三天内批下来。'],
    ['promise', '嫌疑人马上抓到，请耐心等待。'],
    ['promise', '我们承诺本周解决。'],
    ['promise', '3天内就能破案。'],
    ['promise', '您的损失一定赔。'],
    ['promise', '这个100%能通过。'],
    ['promise', '放心，很快就能办好。'],
    ['never-say', '这事包在我们身上。'],
    ['never-say', '钱追不回来了。'],
    ['never-say', 'We guarantee your visa will be issued.'],
    ['guilt', '对方肯定是骗子。'],
    ['guilt', '就是他偷的，我们在查。'],
    ['guilt', '此人有前科。'],
    ['guilt', '初步看应该是自杀。'],
    ['guilt', '您邻居是吸毒人员，请远离。'],
    ['rhetorical', '难道您没看公告？'],
    ['rhetorical', '谁让您不带身份证的。'],
    ['rhetorical', '怎么不早点来报案。'],
    ['rhetorical', '您自己不会上网查吗？'],
    ['rhetorical', '已经跟您说过多少遍。'],
    ['threat', '再发这种内容就拘留你。'],
    ['threat', '说话小心被抓。'],
    ['never-say', '请按规定办理，后果自负。'],
    ['never-say', '请不要无理取闹。'],
    ['never-say', '被骗是因为您贪小便宜。'],
    ['never-say', '失踪要满24小时才能立案。'],
    ['never-say', '失踪要满２４小时才能立案。'],
    ['never-say', '夫妻吵架，这是家务事。'],
    ['never-say', '您想开点。'],
    ['never-say', '上次答复是临时工回的。'],
    ['not-ours', '您好，这个不归我们管。'],
    ['not-ours', '该事项不属于公安机关职责，请理解。'],
    ['referral', '具体请咨询相关部门。'],
    ['referral', '建议您向有关部门反映，谢谢。'],
    ['referral', '请联系当地主管部门，电话见官网。'],
    ['personal-data', '登记人身份证号为11010519491231002X。'],
    ['personal-data', '他的电话是13812345678，您可以联系他。'],
    ['personal-data', '请把款退到6222021234567890128。'],
    ['personal-data', '肇事车辆为苏A12345，车主已联系。'],
    ['personal-data', '他住在和平小区3栋2单元501。'],
    ['ask-publish', '请在评论区留下姓名和电话。'],
    ['ask-publish', '麻烦把身份证号发在楼下，我们帮您查。'],
    ['ask-publish', '请您在评论区回复一下，写上姓名和住址。'],
    ['never-say', '感谢您的提问，身份证可在派出所办理。'],
    ['never-say', '作为一名AI助手，我建议您到派出所。'],
    ['never-say', 'As an AI, I cannot check your case.'],
    ['never-say', 'We  guarantee\nyour visa will be issued.'],
    ['never-say', '作为一名ＡＩ助手，我建议您到派出所。'],
    ['never-say', '综上所述，需要三份材料。'],
    ['never-say', '希望以上信息对您有所帮助。'],
    ['never-say', '小编帮您查了一下。'],
    ['exclamation', '欢迎到派出所办理！'],
    ['exclamation', 'Please come tomorrow!'],
    ['unfilled', '请拨打{{station_phone}}咨询。'],
    ['unfilled', '请拨打［电话］联系他。'],
    ['unfilled', '请到XXX派出所办理。'],
    ['empty', ' \n'],
    ['too-long', '好'.repeat(301)],
  ])('%s: %s', (rule, text) => {
    expect(rulesOf(text)).toEqual([rule])
  })
})

test('says what was found and what to do, in one line that stands by itself', () => {
  expect(checkReply('小编提醒您带好材料。', rules)).toEqual([
    { rule: 'never-say', found: '小编', say: '“小编”：以单位名义答复，不用拟人的自称和网络腔。' },
  ])
})

test('never repeats personal data in a warning', () => {
  const warnings = checkReply('身份证号11010519491231002X，电话13812345678。', rules)

  expect(warnings.map((warning) => warning.found)).toEqual(['身份证号', '手机号码'])
  expect(JSON.stringify(warnings)).not.toMatch(/\d{6}/)
})

test('counts characters, not UTF-16 units, against the limit', () => {
  expect(checkReply('好的😀', { forbidden: [], limit: 3, say: zh.checks })).toEqual([])
  expect(checkReply('好的😀。', { forbidden: [], limit: 3, say: zh.checks })).toMatchObject([
    { rule: 'too-long', say: '超出字数上限3字，多出1字，请精简。' },
  ])
})

test('raises several rules at once, each of them once', () => {
  expect(rulesOf('感谢您的提问！小编保证能办好！请咨询相关部门！')).toEqual([
    'exclamation',
    'promise',
    'referral',
    'never-say',
    'never-say',
  ])
})

describe('a word of the list', () => {
  const check = (text: string, word: string) =>
    checkReply(text, { forbidden: [{ words: [word], why: '不用。' }], limit: 99, say: zh.checks })

  test('may leave a gap within one sentence', () => {
    expect(check('作为贵局的AI助手', '作为…AI')).toMatchObject([{ found: '作为贵局的AI' }])
    expect(check('作为证据。AI生成的除外', '作为…AI')).toEqual([])
  })

  test('is found in any case, but not inside another Latin word', () => {
    expect(check('Great Question about visas', 'great question')).toHaveLength(1)
    expect(check('请用MAIL或AIR', 'AI')).toEqual([])
  })

  test('is taken literally, whatever signs it holds', () => {
    expect(check('费用(含税)', '(含税)')).toHaveLength(1)
    expect(check('费用', '.*')).toEqual([])
  })

  test('that is empty or only a gap finds nothing', () => {
    expect(check('任何内容', '')).toEqual([])
    expect(check('任何内容', '…')).toEqual([])
  })
})

test.each([
  ['请拨打110报警，电话也可打12345。', []],
  ['派出所电话0517-83456789。', []],
  ['客服热线400-117-1166。', []],
  ['请加民警手机13812345678。', ['personal-data']],
  ['卡号6222 0217 8345 6789 015已登记。', ['personal-data']],
])('tells official numbers from personal ones: %s', (text, expected) => {
  expect(rulesOf(text)).toEqual(expected)
})
