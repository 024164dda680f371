/** What this adapter itself says to staff, around what the desk gives it to show. */
export interface SlackWords {
  readonly labelled: (label: string, value: string) => string
  readonly heading: (label: string) => string
  readonly factsHidden: (count: number) => string
  readonly mattersHidden: (count: number) => string
  readonly partsInThread: (count: number) => string
  readonly linesInThread: (count: number) => string
  readonly restHidden: (characters: number) => string
  readonly basis: (text: string) => string
  readonly basesHidden: (count: number) => string
  readonly omitted: string
  readonly homeRest: (count: number) => string
  readonly fieldCut: (characters: number) => string
  readonly required: string
  readonly tooLong: (most: number, has: number) => string
  readonly formNotOpened: string
  readonly failed: (requestId: string) => string
}

const zh: SlackWords = {
  labelled: (label, value) => `${label}：${value}`,
  heading: (label) => `【${label}】`,
  factsHidden: (count) => `另有 ${count} 项未显示`,
  mattersHidden: (count) => `……另有 ${count} 件`,
  partsInThread: (count) => `更早 ${count} 段见话题`,
  linesInThread: (count) => `更早 ${count} 条见话题`,
  restHidden: (characters) => `……（其余 ${characters} 字此处未显示）`,
  basis: (text) => `依据：${text}`,
  basesHidden: (count) => `另有 ${count} 条依据`,
  omitted: '……（内容过长，其余未显示）',
  homeRest: (count) => `其余 ${count} 段未显示，请用斜杠命令查看。`,
  fieldCut: (characters) => `原文过长，这里只载入了前 ${characters} 字。`,
  required: '请填写此项。',
  tooLong: (most, has) => `最多 ${most} 字，现在是 ${has} 字。`,
  formNotOpened: '表单没有打开，请再点一次。',
  failed: (requestId) => `没有处理成功，请再试一次（请求号 ${requestId}）。`,
}

const en: SlackWords = {
  labelled: (label, value) => `${label}: ${value}`,
  heading: (label) => `[${label}]`,
  factsHidden: (count) => `${count} more not shown`,
  mattersHidden: (count) => `… and ${count} more`,
  partsInThread: (count) => `${count} earlier parts: see the thread`,
  linesInThread: (count) => `${count} earlier lines: see the thread`,
  restHidden: (characters) => ` … (${characters} more characters not shown here)`,
  basis: (text) => `Source: ${text}`,
  basesHidden: (count) => `${count} more sources`,
  omitted: ' … (too long; the rest is not shown)',
  homeRest: (count) => `${count} more parts not shown; use the slash command.`,
  fieldCut: (characters) => `The text is too long: only its first ${characters} characters are loaded here. `,
  required: 'Please fill this in.',
  tooLong: (most, has) => `At most ${most} characters; it has ${has}.`,
  formNotOpened: 'The form did not open. Please press once more.',
  failed: (requestId) => `That did not work. Please try again (request ${requestId}).`,
}

export const slackWords: Readonly<Record<'zh' | 'en', SlackWords>> = { zh, en }
