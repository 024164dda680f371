import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MaskedKind } from '../../src/desk/message.ts'
import { mask } from '../../src/desk/privacy.ts'

// Invented numbers; some with a wrong check digit on purpose.
const cases: Readonly<Record<MaskedKind, readonly (readonly [string, string])[]>> = {
  'id-number': [
    ['身份证110101199003070011查一下', '身份证［身份证号］查一下'],
    ['号码是11010119900307001X', '号码是［身份证号］'],
    ['号码是11010119900307001x。', '号码是［身份证号］。'],
    ['110101 19900307 0011', '［身份证号］'],
    ['110101-1990-0307-0011', '［身份证号］'],
    ['110101\n19900307\n0011', '［身份证号］'],
    ['１１０１０１１９９００３０７００１１', '［身份证号］'],
    ['１１０１０１　１９９００３０７　００１Ｘ', '［身份证号］'],
    ['老身份证110101900307001', '老身份证［身份证号］'],
    ['1101 0119 9003 0700 11', '［身份证号］'],
    ['一一零一零一一九九零零三零七零零一一', '［身份证号］'],
    ['一一0101一九九003零七0011', '［身份证号］'],
    ['身份证号：11010119900307001', '身份证号：［身份证号］'],
    ['我身份证 110101 19993399 0011 填错了吗', '我身份证 ［身份证号］ 填错了吗'],
  ],
  phone: [
    ['电话13800001111', '电话［电话］'],
    ['138-0000-1111联系', '［电话］联系'],
    ['138 0000 1111', '［电话］'],
    ['+86 13800001111', '［电话］'],
    ['+86-138-0000-1111', '［电话］'],
    ['008613800001111', '［电话］'],
    ['86 13800001111', '［电话］'],
    ['(+86)13800001111', '［电话］'],
    ['１３８００００１１１１', '［电话］'],
    ['1 3 8 0 0 0 0 1 1 1 1', '［电话］'],
    ['一三八零零零零一一一一', '［电话］'],
    ['010-88880000', '［电话］'],
    ['(010)88880000', '［电话］'],
    ['0571 8888000', '［电话］'],
    ['057188880000', '［电话］'],
    ['13800001111/13900002222', '［电话］/［电话］'],
    ['①38零0001一11', '［电话］'],
    ['13800001111 13900002222', '［电话］ ［电话］'],
  ],
  'bank-card': [
    ['卡号6222020000000000000', '卡号［银行卡号］'],
    ['4111 1111 1111 1111', '［银行卡号］'],
    ['6222-0200-0000-0000-000', '［银行卡号］'],
    ['378282246310005', '［银行卡号］'],
    ['银行卡 6228 4800 1234 5678 901 被扣款', '银行卡 ［银行卡号］ 被扣款'],
    ['收款账号是6217001234567890123', '收款账号是［银行卡号］'],
  ],
  address: [
    ['我住在浙江省杭州市西湖区文三路12号3栋2单元501室', '我住在［地址］'],
    ['在幸福小区3号楼2单元501', '在［地址］'],
    ['阳光花园3-2-501有人吗', '［地址］有人吗'],
    ['住李家村3组12号', '住［地址］'],
    ['5组12号', '［地址］'],
    ['地址：世纪大道100号', '地址：［地址］'],
    ['建设街 18 号 2 幢', '［地址］'],
    ['长乐路123弄45号', '［地址］'],
    ['人民路十二号', '［地址］'],
    ['解放路南段66号附1号', '［地址］'],
    ['红旗巷7号有人打架', '［地址］有人打架'],
    ['Room 501, Building 3, 12 Renmin Road', '［地址］'],
  ],
  passport: [
    ['护照E12345678', '护照［护照号］'],
    ['EA1234567', '［护照号］'],
    ['G12345678过期', '［护照号］过期'],
    ['回乡证H1234567801', '回乡证［护照号］'],
    ['M12345678', '［护照号］'],
    ['港澳通行证C12345678', '港澳通行证［护照号］'],
    ['my passport number is K1234567', 'my passport number is ［护照号］'],
  ],
  email: [
    ['发到zhang.san@example.com', '发到［邮箱］'],
    ['a+b_c@mail.example.com.cn吗', '［邮箱］吗'],
    ['12345678＠example．com', '［邮箱］'],
    ['发我li.si[at]163.com', '发我［邮箱］'],
    ['邮箱 wangwu＃foxmail.com', '邮箱 ［邮箱］'],
    ['zhaoliu艾特gmail.com', '［邮箱］'],
  ],
  plate: [
    ['车牌京A12345', '车牌［车牌号］'],
    ['粤B·D12345', '［车牌号］'],
    ['沪AD12345新能源', '［车牌号］新能源'],
    ['浙a 12b45', '［车牌号］'],
    ['京A1234警', '［车牌号］'],
    ['车牌号 苏 E 6 7 8 9 K 违停', '车牌号 ［车牌号］ 违停'],
  ],
}

describe('masking', () => {
  for (const [kind, rows] of Object.entries(cases)) {
    test.each(rows)(`hides the ${kind} in: %s`, (text, expected) => {
      expect(mask(text)).toEqual({ text: expected, kinds: [kind] })
    })
  }

  test.each([
    '拨打110、119、120、122、12110、12345、12389、12367、96110、12123都行',
    '网号请打400-117-1166，也可4001171166',
    '第3号窗口排队',
    '身份证号是18位还是15位',
    '#平安清溪# #反诈宣传# 转给家人',
    '账号密码忘了，登不上12123',
    '车牌浙江开头的怎么办',
    '取12号，等了3个小时',
    '人民路派出所离哪近',
    '××路派出所户籍窗口',
    '西湖区文三路怎么走',
    '大厅在2号楼3层',
    '地铁3号线到解放路3号口出',
    '10月12号去政府12号也行',
    '知道12号放假',
    '2016 2017 2018 2019这几年',
    '2026-11-24 10:30预约',
    '订单号2026112412345',
    '编号HZ-0001024',
    '办理要3到5个工作日，1、2、3、4、5、6、7、8、9、10、11、12都带齐',
    '@平安某市 请回复',
    '国办发〔2022〕12号',
    '三年级二班，一家四口，十二岁',
    '京A是哪里的车牌',
  ])('leaves public numbers, dates and districts alone: %s', (text) => {
    expect(mask(text)).toEqual({ text, kinds: [] })
  })

  test('names each kind once, in order of first appearance', () => {
    const masked = mask('电话13800001111，证号110101199003070011，再打13900002222')

    expect(masked).toEqual({ text: '电话［电话］，证号［身份证号］，再打［电话］', kinds: ['phone', 'id-number'] })
  })

  test('finds an ID number with the right check digit inside a longer number', () => {
    expect(mask(`编号7${idNumber('110101', '19900307', '001')}9`).text).toBe('编号7［身份证号］9')
  })

  test('finds a phone that is written against an ID number', () => {
    expect(mask(`13800001111${idNumber('110101', '19900307', '001')}`).text).toBe('［电话］［身份证号］')
  })
})

describe('for any text', () => {
  const digit = fc.constantFrom(...'0123456789')
  const nearData = fc.array(
    fc.oneof(
      digit,
      fc.constantFrom(...'Xx -－　\n，.@/路号村组栋单元室小区京A护照EHGabc（）()+的在住'),
      fc.constantFrom(
        '13800001111',
        '110101199003070011',
        '4111111111111111',
        '文三路12号',
        '010-88880000',
        'a@b.cn',
        '京A12345',
      ),
    ),
    { maxLength: 60 },
  )

  test('masking twice is masking once', () => {
    fc.assert(
      fc.property(nearData, (pieces) => {
        const once = mask(pieces.join('')).text

        expect(mask(once)).toEqual({ text: once, kinds: [] })
      }),
      { numRuns: 2000 },
    )
  })

  test('text without digits, numerals and @ stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (drawn) => {
        const text = drawn.replace(/[\p{N}@＠〇零一二三四五六七八九十壹贰叁肆伍陆柒捌玖幺甲乙丙]/gu, '')

        expect(mask(text)).toEqual({ text, kinds: [] })
      }),
    )
  })

  test('a valid ID number never survives, whatever stands between its digits', () => {
    const separators = fc.array(fc.constantFrom('', '', '', ' ', '-', '　', '\n', '. ', '\u200b', ' - ', '、'), {
      minLength: 17,
      maxLength: 17,
    })
    const date = fc.date({ min: new Date('1920-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    const order = fc.integer({ min: 0, max: 999 })
    const words = fc.constantFrom('', '我的身份证号是', '查一下：', '。谢谢')
    fc.assert(
      fc.property(separators, date, order, words, words, fc.boolean(), (gaps, born, nth, before, after, wide) => {
        const birth = born.toISOString().slice(0, 10).replaceAll('-', '')
        const number = idNumber('330106', birth, String(nth).padStart(3, '0'))
        const shown = wide ? toFullWidth(number) : number
        const planted = Array.from(shown, (character, at) => character + (gaps[at] ?? '')).join('')

        const masked = mask(before + planted + after)

        expect(masked.kinds).toContain('id-number')
        expect(masked.text.normalize('NFKC').replace(/[^0-9X]/g, '')).not.toContain(number)
        expect(masked.text).toBe(`${before}［身份证号］${after}`)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    '1',
    '0',
    ' ',
    '路',
    '路1号',
    'a@',
    '1-',
    '138 ',
    '一',
    '小区1-',
    '护照 ',
    'room 1 ',
    '110101199003070011',
    '(',
    '1栋',
  ])('is done with a very long text of: %s', (piece) => {
    // A quadratic pattern would still be at it when the test's own time is up.
    expect(mask(piece.repeat(Math.ceil(300_000 / piece.length))).text.length).toBeGreaterThan(0)
  })
})

function idNumber(place: string, birth: string, order: string): string {
  const digits = place + birth + order
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return digits + '10X98765432'.charAt(sum % 11)
}

function toFullWidth(text: string): string {
  return Array.from(text, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('')
}
