import { platformContract } from '../../contracts/platform.ts'
import { weiboSubjects } from './subject.ts'

for (const [name, make] of Object.entries(weiboSubjects)) platformContract(name, make)
