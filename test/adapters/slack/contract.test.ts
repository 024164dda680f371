import { teamChatContract } from '../../contracts/team-chat.ts'
import { slackSubject } from './subject.ts'

teamChatContract('slack', slackSubject)
