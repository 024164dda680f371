// @ts-check

/** @typedef {import('./api.client.js').Channel} Channel */

/**
 * The citizens of the sandbox. They are invented, and so are their accounts.
 * @type {readonly { id: string, name: string, face: string, accounts: Record<string, string> }[]}
 */
export const CITIZENS = [
  {
    id: 'liu',
    name: '刘小溪',
    face: '刘',
    accounts: { weibo: '6020000001', wechat: 'oSandbox_liu_00000000000001', webhook: 'resident-1' },
  },
  {
    id: 'zhou',
    name: '周大山',
    face: '周',
    accounts: { weibo: '6020000002', wechat: 'oSandbox_zhou_0000000000002', webhook: 'resident-2' },
  },
  {
    id: 'anna',
    name: 'Anna 安娜',
    face: 'A',
    accounts: { weibo: '6020000003', wechat: 'oSandbox_anna_0000000000003', webhook: 'resident-3' },
  },
]

/** One way to write to the desk: a channel, and on Weibo where. */
/** @typedef {{ id: string, channel: Channel, surface: string, label: string, placeholder: string, prefix: string }} Door */

/**
 * The doors of a desk's channels. @param {readonly Channel[]} channels @returns {Door[]}
 */
export const doorsOf = (channels) =>
  channels.flatMap((channel) => {
    const door = (/** @type {string} */ surface, /** @type {string} */ label, /** @type {string} */ placeholder) => ({
      id: `door-${channel.id}-${surface}`,
      channel,
      surface,
      label,
      placeholder,
      prefix: surface === 'private' ? '' : nickname(channel.name),
    })
    switch (channel.platform) {
      case 'weibo':
        return [
          door('private', '微博私信', `给“${channel.name}”发私信`),
          door('mention-status', '微博@提及', `发一条公开微博，自动加上“${nickname(channel.name).trim()}”`),
        ]
      case 'wechat':
        return [door('private', '微信公众号', `给${channel.name}发消息`)]
      default:
        return [door('private', '网站留言', `在${channel.name}留言`)]
    }
  })

/** `微博@平安清溪` is called as `@平安清溪 `. @param {string} name */
const nickname = (name) => {
  const found = /@\S+/.exec(name)?.[0]
  return found === undefined ? '' : `${found} `
}

export const SAMPLES = [
  '身份证丢了怎么补办？',
  'I lost my ID card, what should I do?',
  '派出所把我父亲的出生日期打错了，跑了三趟没人管',
  '我不想活了',
  '谢谢',
]
export const PICTURE = '［图片］'

/** Whether a picture can be sent there. @param {Door} door */
export const takesPictures = ({ channel, surface }) => channel.platform !== 'webhook' && surface === 'private'

/** How a reply reached the citizen, in the platform's words. @param {string} platform @param {string} how */
export function wayOf(platform, how) {
  if (how === 'passive') return '被动回复'
  if (how === 'comment') return '评论（公开）'
  return { weibo: '私信', wechat: '客服消息' }[platform] ?? '网站推送'
}

/** What became of a push. @param {{ status: number, attempts: number } | null} delivery */
export function deliveryOf(delivery) {
  if (delivery === null) return '推送中…'
  const { status, attempts } = delivery
  const answer = status === 0 ? '推送没有应答' : `推送 HTTP ${status}`
  return attempts > 1 ? `${answer}（共 ${attempts} 次）` : answer
}

/** @param {readonly string[]} roles */
export const roleOf = (roles) =>
  roles.length === 0
    ? '无审批权限'
    : roles.map((role) => ({ officer: '值班员', leader: '领导' })[role] ?? role).join('、')
