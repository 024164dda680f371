import { webhookSubjects } from '../adapters/webhook/subject.ts'
import { wechatSubjects } from '../adapters/wechat/subject.ts'
import { weiboSubjects } from '../adapters/weibo/subject.ts'
import { platformContract } from '../contracts/platform.ts'

for (const [name, make] of Object.entries({ ...weiboSubjects, ...wechatSubjects, ...webhookSubjects })) {
  platformContract(`on Cloudflare: ${name}`, make)
}
