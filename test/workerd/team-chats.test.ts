import { slackSubject } from '../adapters/slack/subject.ts'
import { teamChatContract } from '../contracts/team-chat.ts'

teamChatContract('on Cloudflare: slack', slackSubject)
