/**
 * Numbers other than 0, each with its place in order of arrival. Several times faster than a Map, and it is asked for
 * every piece of every message.
 */
export class NumberTable {
  #slots: Int32Array
  #places: Int32Array
  #size = 0

  /** It grows by itself; `expected` numbers are taken without that. */
  constructor(expected = 0) {
    const length = 2 ** Math.ceil(Math.log2(Math.max(512, expected) * 2))
    this.#slots = new Int32Array(length)
    this.#places = new Int32Array(length)
  }

  get size(): number {
    return this.#size
  }

  /** The place of a number, or -1. */
  get(value: number): number {
    const slot = this.#slotOf(value)
    return this.#slots[slot] === 0 ? -1 : (this.#places[slot] ?? -1)
  }

  /** The place of a number; a new one comes last. */
  add(value: number): number {
    const slot = this.#slotOf(value)
    if (this.#slots[slot] !== 0) return this.#places[slot] ?? -1
    this.#slots[slot] = value
    this.#places[slot] = this.#size
    this.#size += 1
    if (this.#size * 2 > this.#slots.length) this.#grow()
    return this.#size - 1
  }

  #slotOf(value: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = (Math.imul(value, 0x9e3779b1) >>> 6) & mask
    for (;;) {
      const there = slots[slot]
      if (there === value || there === 0) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const slots = this.#slots
    const places = this.#places
    this.#slots = new Int32Array(slots.length * 4)
    this.#places = new Int32Array(slots.length * 4)
    for (let at = 0; at < slots.length; at += 1) {
      const value = slots[at] ?? 0
      if (value === 0) continue
      const slot = this.#slotOf(value)
      this.#slots[slot] = value
      this.#places[slot] = places[at] ?? 0
    }
  }
}
