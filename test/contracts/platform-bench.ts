import type { CitizenEmulator, Delivery, EmulatorDeps } from '../../adapters/emulator.ts'
import type { AdapterDeps, Platform } from '../../adapters/platform.ts'
import type { Wiring } from './platform-wiring.ts'

/** A platform and its emulator, made with the dependencies that the contract hands out. */
export interface PlatformSubject {
  readonly platform: Platform
  readonly emulator: CitizenEmulator
  /** The surface that `say` uses; a key of `platform.surfaces`. */
  readonly surface: string
  /** Two citizens whose ids nearly match; where ids are numbers, neighbours beyond 2^53. */
  readonly citizens: readonly [string, string]
  /** `body`: the signature covers the body. `address`: it does not, so a nonce has to give a changed body away. */
  readonly signs: 'body' | 'address'
  /** A citizen writes, through the emulator. */
  say(sender: string, text: string): Promise<Delivery>
}

export interface SubjectDeps {
  readonly adapter: AdapterDeps
  readonly emulator: EmulatorDeps
}

/** What the suites get: a fresh subject and what goes back and forth, for every test. */
export interface Bench {
  readonly subject: () => PlatformSubject
  readonly wiring: () => Wiring
}
