import { platformContract } from '../../contracts/platform.ts'
import { wechatSubjects } from './subject.ts'

for (const [name, make] of Object.entries(wechatSubjects)) platformContract(name, make)
