import type { Words } from './errors.ts'

/** Why a reply was not sent, for what every platform refuses alike. */

export const emptyText: Words = {
  zh: '回复内容为空，未发送；请补充内容后再发',
  en: 'the reply is empty, so it was not sent; write a text',
}

export const brokenText: Words = {
  zh: '回复中有残缺的字符（半个表情符号），未发送；请删去后重新提交',
  en: 'the reply holds half a character (half an emoji), so it was not sent; delete it and submit again',
}

export const badTarget: Words = {
  zh: '该消息缺少收信人信息，无法回复；请改用其他方式答复',
  en: 'the message does not say whom to answer, so nothing can be sent; answer in another way',
}

/** In characters. */
export const tooLongText = (length: number, limit: number): Words => ({
  zh: `回复共 ${length} 字，超过上限 ${limit} 字，未发送；请精简或分条回复`,
  en: `the reply has ${length} characters, more than the limit of ${limit}, so it was not sent; shorten or split it`,
})
