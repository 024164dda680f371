import { beforeEach, describe } from 'vitest'
import type { Bench, PlatformSubject, SubjectDeps } from './platform-bench.ts'
import { platformInboundContract } from './platform-inbound.ts'
import { platformReplyContract } from './platform-reply.ts'
import { connect, type Wiring } from './platform-wiring.ts'

export type { PlatformSubject, SubjectDeps } from './platform-bench.ts'

/**
 * What every platform adapter promises the desk. An adapter's own test calls it once for each way in which the
 * adapter can be set up.
 */
export function platformContract(name: string, make: (deps: SubjectDeps) => PlatformSubject): void {
  describe(`${name} keeps the contract of a platform`, () => {
    let subject: PlatformSubject
    let wiring: Wiring

    beforeEach(() => {
      wiring = connect((request, rawBody) => subject.platform.open(request, rawBody))
      subject = make({ adapter: wiring.outside, emulator: wiring.emulator })
      wiring.outside.routeTo((request) => subject.emulator.fetch(request))
    })

    const bench: Bench = { subject: () => subject, wiring: () => wiring }
    platformInboundContract(bench)
    platformReplyContract(bench)
  })
}
