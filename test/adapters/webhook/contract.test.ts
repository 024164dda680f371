import { platformContract } from '../../contracts/platform.ts'
import { webhookSubjects } from './subject.ts'

for (const [name, make] of Object.entries(webhookSubjects)) platformContract(name, make)
