/**
 * A command the desk cannot carry out because of how it was called, not because of what a person did
 * (those are outcomes with a notice). `code` is what callers outside may see.
 */
export class DeskError extends Error {
  override readonly name = 'DeskError'
  readonly code: 'unknown-channel' | 'unknown-surface' | 'bad-config'

  constructor(code: DeskError['code'], message: string) {
    super(message)
    this.code = code
  }
}
