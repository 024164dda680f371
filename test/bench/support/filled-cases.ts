import { fill, tables } from './filled.ts'
import { weiboUid } from './requests.ts'
import { chance, plainQuestion } from './texts.ts'

const DAY_MS = 86_400_000
const CLASSES = ['utilities', 'general', 'general', 'complex']
const KINDS = ['report', 'complaint', 'help', 'report', 'other']

/**
 * A desk with `count` cases of the ids from 1 on, each of one conversation; of the last `open` the citizen still waits,
 * with a clock for the answer, one for the report, and one for the conversation's reply.
 */
export const fillCases = (folder: string, count: number, open: number, now: number): Promise<void> =>
  fill(folder, (db) => {
    const draw = chance(9)
    const to = tables(db)
    for (let index = 0; index < count; index += 1) {
      const running = index >= count - open
      const at = now - Math.floor(((count - index) * 200 * DAY_MS) / count)
      const due = now + Math.floor(draw() * 15 * DAY_MS)
      const waiting = { state: 'waiting', owner: 'zhang', deadline_at: due }
      const conversation = to.conversation(weiboUid(index), at, running ? waiting : {})
      to.message(`case_${index}`, conversation, plainQuestion(draw), at, running ? 'pending' : 'approved')
      const id = to.cases({
        kind: KINDS[index % KINDS.length] ?? 'other',
        topic: 'traffic',
        place: '东门',
        title: `东门路口第${index}号信号灯不亮`,
        class: CLASSES[index % CLASSES.length] ?? 'general',
        state: running ? 'accepted' : 'closed',
        owner: 'zhang',
        department: 'jiaojing',
        deadline_at: due,
        reply_since: at,
        follow_up: 0,
        follow_way: null,
        follow_by: null,
        follow_at: null,
        similar_to: null,
        merged_into: null,
        created_at: at,
        updated_at: at,
      })
      to.links({ case_id: id, conversation_id: conversation, at })
      const line = '按规则自动立为事项，经办：张敏'
      to.caseEvents({ case_id: id, referral_id: null, at, actor: 'desk', what: 'opened', line, detail: '{}' })
      if (!running) continue
      to.clock(conversation, at, due)
      to.clock(id, at, due, { about: 'case', kind: 'case' })
      to.clock(id, at, due - DAY_MS, { about: 'case', kind: 'report' })
    }
  })
