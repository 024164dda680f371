import { join } from 'node:path'
import { test } from 'vitest'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { openSqlite } from '../../src/store/sqlite-node.ts'
import { caseCourse } from '../support/case-course.ts'

test('a case goes from the citizen’s words to its end on Node as on Cloudflare', async () => {
  const sqlite = openSqlite(':memory:', { synchronous: 'normal' })
  await caseCourse(sqlite.storage, readContent(join(ROOT, 'zhiban.config.yaml')))
  sqlite.close()
})
