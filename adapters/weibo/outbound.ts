import { countCharacters } from '../../src/characters.ts'
import type { Surface } from '../platform.ts'
import { AdapterError } from '../shared/errors.ts'
import { brokenText, emptyText, tooLongText } from '../shared/staff-words.ts'
import type { WeiboSettings } from './config.ts'
import type { Target } from './schema.ts'

const HOUR_MS = 3_600_000
/** "少于 300 个汉字". Source: open.weibo.com wiki, 粉丝服务平台 › 发送客服消息. */
export const MESSAGE_LENGTH = 299
/** "内容不超过 140 个汉字". Source: open.weibo.com wiki, comments/create, comments/reply. */
export const COMMENT_LENGTH = 140

/** What private messages and mentions allow: 48 hours, and one reply to a mention. */
export function surfaces(
  settings: WeiboSettings,
  language: 'zh' | 'en' = 'zh',
): Readonly<Record<'private' | 'mention', Surface>> {
  const inPublic = settings.mentionReply === 'comment'
  return {
    private: {
      label: language === 'en' ? 'Weibo message' : '微博私信',
      maxLength: MESSAGE_LENGTH,
      windowMs: 48 * HOUR_MS,
      passive: true,
      passiveCounts: false,
      public: false,
      idempotent: false,
    },
    mention: {
      label: language === 'en' ? 'Weibo mention' : '微博@提及',
      maxLength: inPublic ? COMMENT_LENGTH : MESSAGE_LENGTH,
      windowMs: 48 * HOUR_MS,
      maxReplies: 1,
      passive: !inPublic,
      passiveCounts: !inPublic,
      public: inPublic,
      idempotent: false,
    },
  }
}

/** Throws a permanent `AdapterError` for a text that Weibo would refuse or change on the way. */
export function checkText(text: string, maxLength: number): void {
  const length = countCharacters(text)
  if (text.trim() === '')
    throw new AdapterError('permanent', 'empty-text', 'The reply is empty: write a text', { words: emptyText })
  if (length > maxLength) {
    const advice = `Weibo takes at most ${maxLength} here: shorten it`
    throw new AdapterError('permanent', 'text-too-long', `The reply has ${length} characters; ${advice}`, {
      words: tooLongText(length, maxLength),
    })
  }
  if (!text.isWellFormed()) {
    throw new AdapterError(
      'permanent',
      'bad-text',
      'The reply holds half a character (lone surrogate): write it again',
      {
        words: brokenText,
      },
    )
  }
}

/**
 * The answer to a push that carries a reply: the two ids swapped, `data` URL-encoded JSON.
 * Source: open.weibo.com wiki, 粉丝服务平台 › 被动响应消息.
 */
export function passiveAnswer(account: string, citizen: string, text: string): Response {
  checkText(text, MESSAGE_LENGTH)
  const data = encodeURIComponent(JSON.stringify({ text }))
  return Response.json({ result: true, sender_id: account, receiver_id: citizen, type: 'text', data })
}

/** Fields of `messages/reply`, without the token. */
export function messageFields(to: string, text: string, settings: WeiboSettings): Record<string, string> {
  const data = JSON.stringify({ text })
  return { type: 'text', data: settings.doubleEncodeData ? encodeURIComponent(data) : data, receiver_id: to }
}

/** Fields of `comments/create` (under a status) and `comments/reply` (under one of its comments). */
export function commentFields(
  under: { readonly status: string; readonly comment?: string },
  text: string,
  settings: WeiboSettings,
): Record<string, string> {
  return {
    id: under.status,
    // Without the `回复@nick:` that Weibo would put in front: all 140 characters are the approved text.
    ...(under.comment === undefined ? {} : { cid: under.comment, without_mention: '1' }),
    comment: text,
    comment_ori: '0',
    ...(settings.rip === undefined ? {} : { rip: settings.rip }),
  }
}

/** Addresses of the calls we make. */
export function endpoints(settings: WeiboSettings) {
  const host = settings.commercial ? 'https://c.api.weibo.com' : 'https://api.weibo.com'
  const comments = `${settings.commentBase ?? host}/2/comments`
  const ending = settings.commercial ? '/biz.json' : '.json'
  return {
    message: `${settings.apiBase}/2/messages/reply.json`,
    createComment: `${comments}/create${ending}`,
    replyToComment: `${comments}/reply${ending}`,
    showComments: `${comments}/show_batch${ending}`,
  } as const
}

/** The longest text a target takes, in characters. */
export const targetLength = (target: Target): number => (target.by === 'message' ? MESSAGE_LENGTH : COMMENT_LENGTH)
