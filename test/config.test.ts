import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { platforms, teamChats } from '../adapters/registry.ts'
import { ConfigError, modeOf, parseConfig, readSecrets, sandboxEnvironment } from '../src/config.ts'
import { compose } from '../src/runtime/compose.ts'
import type { Content } from '../src/runtime/content.ts'
import { ROOT, readContent } from '../src/runtime/content-disk.ts'
import { start } from '../src/runtime/serve.ts'
import type { SampleConfig } from './support/world.ts'

const content = readContent(join(ROOT, 'zhiban.config.yaml'))
const good = parseConfig(content.config, platforms, teamChats)
const secrets = sandboxEnvironment(good, platforms, teamChats, () => new Uint8Array(32).fill(7))

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function sample(change: (config: SampleConfig, desk: SampleConfig['desks'][number]) => void): string {
  const config: SampleConfig = parse(content.config)
  const [desk] = config.desks
  if (desk === undefined) throw new Error('the sample has no desk')
  change(config, desk)
  return stringify(config)
}

/** What is wrong with a configuration, as the operator reads it. */
function problems(
  config: string,
  environment: Record<string, string> = secrets,
  changes: Partial<Content> = {},
): readonly string[] {
  try {
    compose({
      content: { ...content, config, ...changes },
      environment,
      fetch: () => () => Promise.reject(new Error('nothing is called while a service is put together')),
      now: () => 0,
      faqSigned: false,
      randomBytes: (n) => new Uint8Array(n),
      sleep: () => Promise.resolve(),
      log: () => {},
      neighbour: () => () => Promise.reject(new Error('no letter is sent while a service is put together')),
    })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const channel = (desk: SampleConfig['desks'][number], id: string) => {
  const found = desk.channels.find((one) => one.id === id)
  if (found === undefined) throw new Error(`the sample has no channel ${id}`)
  return found
}

test('the sample configuration has no mistake', () => {
  expect(problems(content.config)).toEqual([])
})

test.each<[what: string, change: Parameters<typeof sample>[0], path: string, expected: RegExp]>([
  ['an unknown key', (_, desk) => (desk.colour = 'red'), 'desks.0：', /colour/],
  ['an unknown key deep inside', (_, desk) => (desk.policies = { undoSecond: 1 }), 'desks.0.policies：', /undoSecond/],
  ['a duplicate desk', (config, desk) => config.desks.push({ ...desk }), 'desks：', /qingxi.*重复/],
  [
    'a duplicate channel',
    (_, desk) => desk.channels.push(channel(desk, 'portal')),
    'desks.0.channels：',
    /portal.*重复/,
  ],
  [
    'a duplicate person',
    (_, desk) => desk.staff.push({ ...desk.staff[0], chat: 'U0OTHER001' }),
    'desks.0.staff：',
    /zhang.*重复/,
  ],
  [
    'two people with one account',
    (_, desk) => (desk.staff[1] = { ...desk.staff[1], chat: 'U0ZHANG001' }),
    'desks.0.staff：',
    /U0ZHANG001.*重复/,
  ],
  [
    'a secret that is not named',
    (_, desk) => delete channel(desk, 'weibo').secrets.appSecret,
    'desks.0.channels.0.secrets.appSecret：',
    /请写明环境变量名/,
  ],
  [
    'a secret that does not exist',
    (_, desk) => (channel(desk, 'weibo').secrets.pasword = 'X_Y'),
    'desks.0.channels.0.secrets.pasword：',
    /没有这个密钥/,
  ],
  [
    'a secret written into the file',
    (_, desk) => (channel(desk, 'weibo').secrets.appSecret = 'abc123'),
    'desks.0.channels.0.secrets.appSecret：',
    /环境变量名/,
  ],
  [
    'somebody unknown on duty',
    (_, desk) => (desk.duty = ['zhang', 'nobody']),
    'desks.0.duty.1：',
    /nobody.*不在 staff/,
  ],
  ['somebody without a role on duty', (_, desk) => (desk.duty = ['chen']), 'desks.0.duty.0：', /没有审批角色/],
  [
    'working hours that overlap',
    (_, desk) => (desk.calendar = { periods: ['09:00-12:00', '11:30-17:00'] }),
    'desks.0.calendar.periods：',
    /不重叠/,
  ],
  [
    'a working period that ends before it begins',
    (_, desk) => (desk.calendar = { periods: ['17:00-09:00'] }),
    'desks.0.calendar.periods.0：',
    /开始应早于结束/,
  ],
  [
    'a local holiday on a day that does not exist',
    (_, desk) => (desk.calendar = { daysOff: [{ date: '2026-02-30', name: '市庆' }] }),
    'desks.0.calendar.daysOff.0.date：',
    /应为日期/,
  ],
  [
    'a time limit in words that mean nothing',
    (_, desk) => (desk.policies = { clocks: [{ clock: 'first-response', within: '尽快' }] }),
    'desks.0.policies.clocks.0.within：',
    /30分钟.*2个工作日/,
  ],
  [
    'a clock about a class of cases that there is not',
    (_, desk) => (desk.policies = { clocks: [{ clock: 'report', class: 'grave', within: '2 working days' }] }),
    'desks.0.policies.clocks.0.class：',
    /general/,
  ],
  [
    'a clock about a topic that there is not',
    (_, desk) => (desk.policies = { clocks: [{ clock: 'approval', topic: 'weather', within: '2 working days' }] }),
    'desks.0.policies.clocks.0.topic：',
    /household/,
  ],
  [
    'a night that begins at no time of the day',
    (_, desk) => (desk.policies = { night: { from: '25:00' } }),
    'desks.0.policies.night.from：',
    /HH:MM/,
  ],
  [
    'a roster outside its folder',
    (_, desk) => (desk.roster = { file: '../other/roster.csv' }),
    'desks.0.roster.file：',
    /roster 文件夹/,
  ],
  [
    'a department whose head does not work there',
    (_, desk) => void Object.assign(desk.departments?.[0] ?? {}, { head: 'zhang' }),
    'desks.0.departments.0.head：',
    /“zhang”不在 members 中/,
  ],
  [
    'a department in the desk’s own channel',
    (_, desk) => void Object.assign(desk.departments?.[0] ?? {}, { channel: 'C0QINGXI01' }),
    'desks.0.departments：',
    /另设频道/,
  ],
  [
    'somebody who works for a department and for the desk',
    (_, desk) =>
      void Object.assign(desk.departments?.[2] ?? {}, { members: [{ id: 'ma', name: '马', chat: 'U0ZHANG001' }] }),
    'desks.0.departments：',
    /“U0ZHANG001”重复/,
  ],
  [
    'a kind of matter that there is not',
    (_, desk) => (desk.cases = { open: ['praise'] }),
    'desks.0.cases.open.0：',
    /complaint/,
  ],
  ['nobody on duty', (_, desk) => (desk.duty = []), 'desks.0.duty：', /至少有一人值班/],
  [
    'no leader',
    (_, desk) => (desk.staff = desk.staff.filter((one) => one.id !== 'wang')),
    'desks.0.staff：',
    /至少有一名领导/,
  ],
  [
    'a second person who does not exist',
    (_, desk) => {
      desk.staff = [{ id: 'zhang', name: '张敏', roles: ['leader'], chat: 'U1' }]
      desk.duty = ['zhang']
    },
    'desks.0.policies.twoPerson：',
    /至少需要两名/,
  ],
  [
    'a misspelt topic of the two-person rule, which would leave it off',
    (_, desk) => (desk.policies = { twoPerson: ['complaints'] }),
    'desks.0.policies.twoPerson.0：',
    /complaint/,
  ],
  [
    'a WeChat account in secure mode without the name of its key',
    (_, desk) => void delete channel(desk, 'wechat').secrets.encodingAesKey,
    'desks.0.channels.1.secrets.encodingAesKey：',
    /EncodingAESKey/,
  ],
  [
    'words around a reply that leave no room for it',
    (_, desk) => (desk.standing = { zh: { correctionPrefix: '更正'.repeat(120) } }),
    'desks.0.standing.zh.correctionPrefix：',
    /超过/,
  ],
  [
    'a log kept for less than six months',
    (_, desk) => (desk.policies = { logDays: 182 }),
    'desks.0.policies.logDays：',
    /六个月/,
  ],
  [
    'an unknown platform',
    (_, desk) => Object.assign(channel(desk, 'weibo'), { platform: 'twitter' }),
    'desks.0.channels.0.platform：',
    /twitter.*weibo、wechat、webhook/,
  ],
  [
    'an FAQ owner who is nobody here',
    (_, desk) => (desk.faq = { auto: true, owner: 'gone' }),
    'desks.0.faq.owner：',
    /gone.*不在 staff 中/,
  ],
  ['an unknown chat', (_, desk) => (desk.chat = { kind: 'irc' }), 'desks.0.chat.kind：', /irc.*slack/],
  [
    'a wrong setting of a channel',
    (_, desk) => (channel(desk, 'portal').settings.replyUrl = 'ftp://x'),
    'desks.0.channels.2.settings.replyUrl：',
    /https/,
  ],
  [
    'a time zone that does not exist',
    (_, desk) => (desk.timeZone = 'Asia/Beijin'),
    'desks.0.timeZone：',
    /Asia\/Shanghai/,
  ],
  ['an id with capitals', (_, desk) => (desk.id = 'QingXi'), 'desks.0.id：', /小写字母/],
  [
    'a standing text that does not exist',
    (_, desk) => (desk.standing = { zh: { goodbye: '再见' } }),
    'desks.0.standing.zh：',
    /goodbye/,
  ],
  [
    'an empty standing text',
    (_, desk) => (desk.standing = { zh: { receipt: ' ' } }),
    'desks.0.standing.zh.receipt：',
    /./,
  ],
  [
    'a standing text with an unset variable',
    (_, desk) => (desk.standing = { zh: { receipt: '请到{{hall}}' } }),
    'desks.0.variables.hall：',
    /zh\.receipt.*请填写/,
  ],
  [
    'a welcome with a number that nobody has yet',
    (_, desk) => (desk.standing = { zh: { followWelcome: '编号{{number}}' } }),
    'desks.0.standing.zh.followWelcome：',
    /没有编号/,
  ],
  [
    'a choice without its options',
    (_, desk) => (desk.standing = { zh: { choice: '请回复数字' } }),
    'desks.0.standing.zh.choice：',
    /\{\{options\}\}/,
  ],
  [
    'options in a text that has none',
    (_, desk) => (desk.standing = { zh: { receipt: '{{options}}' } }),
    'desks.0.variables.options：',
    /zh\.receipt/,
  ],
  [
    'a prefix that would go out unfilled',
    (_, desk) => (desk.standing = { en: { correctionPrefix: '{{number}}: ' } }),
    'desks.0.standing.en.correctionPrefix：',
    /原样/,
  ],
  [
    'a standing text longer than a channel takes',
    (_, desk) => (desk.standing = { zh: { receipt: '长'.repeat(300) } }),
    'desks.0.standing.zh.receipt：',
    /300 字，超过渠道上限/,
  ],
])('%s is refused with its path and what is expected', (_what, change, path, expected) => {
  const found = problems(sample(change))

  expect(found).toHaveLength(1)
  expect(found[0]?.slice(0, path.length)).toBe(path)
  expect(found[0]?.slice(path.length)).toMatch(expected)
})

test('a mistake in the words and texts beside the configuration names the file and the place', () => {
  const found = (changes: Partial<Content>): readonly string[] => problems(content.config, secrets, changes)

  expect(found({ neverSay: 'forbidden:\n  - { words: [24], why: 不该说 }' })).toEqual([
    expect.stringMatching(/^prompts\/rules\/never-say\.yaml forbidden\.0\.words\.0：/),
  ])
  expect(found({ neverSay: 'forbidden: [' })).toEqual([
    expect.stringMatching(/^prompts\/rules\/never-say\.yaml：第 1 行第 \d+ 列：YAML 写法有误：/),
  ])
  expect(found({ standing: { ...content.standing, en: 'receipt: {' } })).toEqual([
    expect.stringMatching(/^prompts\/standing\/en\.yaml：第 1 行第 \d+ 列：YAML 写法有误：/),
  ])
})

test('what the schema refuses is said in Chinese, whatever it is', () => {
  const config = sample((_, desk) => {
    desk.colour = 'red'
    desk.policies = { undoSeconds: -1 }
    desk.staff = [{ id: 'wang', name: '王', roles: ['boss'], chat: 'U0WANG0001' }]
  })

  for (const line of problems(config, secrets)) expect(line.split('：').slice(1).join()).toMatch(/[\u4e00-\u9fff]/)
})

test('all mistakes are named at once: of the file, of the secrets, and of the texts', () => {
  const config = sample((_, desk) => {
    desk.colour = 'red'
    desk.policies = { logDays: 10 }
    desk.duty = ['nobody']
    desk.standing = { zh: { receipt: '请到{{hall}}' } }
  })
  const { QINGXI_WEIBO_APP_SECRET: _gone, ...rest } = secrets

  const found = problems(config, { ...rest, QINGXI_SLACK_BOT_TOKEN: 'hello' }).join('\n')

  for (const path of [
    'desks.0：',
    'desks.0.policies.logDays：',
    'desks.0.duty.0：',
    'desks.0.channels.0.secrets.appSecret：环境变量 QINGXI_WEIBO_APP_SECRET 没有设置',
    'desks.0.chat.secrets.botToken：环境变量 QINGXI_SLACK_BOT_TOKEN 的值不对',
    'desks.0.variables.hall：',
  ]) {
    expect(found).toContain(path)
  }
  expect(found.split('\n')).toHaveLength(6)
  expect(found).not.toContain('hello')
})

describe('sandbox or live', () => {
  const mode = (environment: Record<string, string>) => modeOf(good, environment, platforms, teamChats)

  test('no secret at all opens the sandbox', () => {
    expect(mode({ PATH: '/bin', QINGXI_WECHAT_TOKEN: '' })).toBe('sandbox')
  })

  test('one secret makes it live, so that the others are asked for', () => {
    expect(mode({ QINGXI_WECHAT_TOKEN: 'x' })).toBe('live')
    expect(problems(content.config, { QINGXI_WECHAT_TOKEN: 'wxtoken' })).toHaveLength(Object.keys(secrets).length - 1)
  })

  test('ZHIBAN_MODE=live refuses to open without secrets', () => {
    expect(mode({ ZHIBAN_MODE: 'live' })).toBe('live')
  })
})

test('an environment variable may hold several values of a secret, the first to sign with', () => {
  expect(readSecrets({ token: 'A', gone: 'B' }, { A: ' new , old,' })).toEqual({ token: ['new', 'old'] })
})

describe('a door whose secret is not configured is closed', () => {
  async function refused(config: string, environment: Record<string, string>): Promise<ConfigError> {
    const folder = mkdtempSync(join(tmpdir(), 'zhiban-'))
    folders.push(folder)
    writeFileSync(join(folder, 'config.yaml'), config)
    const given = { ZHIBAN_CONFIG: join(folder, 'config.yaml'), ZHIBAN_DATA: join(folder, 'data'), PORT: '0' }
    const error = await start({ environment: { ...given, ...environment }, write: () => {} }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error instanceof ConfigError) return error
    throw new Error('the service did not refuse to start', { cause: error })
  }

  test('a live service does not start, and says everything that is missing', async () => {
    const { QINGXI_PORTAL_SECRET: _gone, ...rest } = secrets
    const error = await refused(
      sample((_, desk) => (desk.duty = ['nobody'])),
      rest,
    )

    expect(error.problems).toHaveLength(2)
    expect(error.message).toContain('QINGXI_PORTAL_SECRET 没有设置')
    expect(error.message).toContain('desks.0.duty.0')
  })

  test('ZHIBAN_MODE=live without any secret does not fall back to the sandbox', async () => {
    const error = await refused(content.config, { ZHIBAN_MODE: 'live' })
    expect(error.problems).toHaveLength(Object.keys(secrets).length)
  })

  test.each([
    [{ ZHIBAN_MODE: 'Live' }, 'ZHIBAN_MODE'],
    [{ ZHIBAN_MODE: 'sandbox', ...secrets }, 'ZHIBAN_MODE'],
    [{ ZHIBAN_DURABILITY: 'Full' }, 'ZHIBAN_DURABILITY'],
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
  ])('a setting of the environment that is not understood is no setting: %o', async (environment, name) => {
    const error = await refused(content.config, environment)
    expect(error.problems).toHaveLength(1)
    expect(error.problems[0]).toContain(`环境变量 ${name}`)
  })

  test('a mistake in the file closes the sandbox, too', async () => {
    expect(
      (
        await refused(
          sample((_, desk) => (desk.duty = ['nobody'])),
          {},
        )
      ).problems,
    ).toHaveLength(1)
    expect((await refused('desks: [', {})).message).toContain('第 1 行')
  })
})
