import type { types } from '@slack/bolt'

export interface Room {
  /** Blocks. */
  readonly blocks: number
  /** UTF-16 units of the blocks' JSON. */
  readonly weight: number
}

/**
 * What one message may hold: 50 blocks, and together somewhat under the 13,200 characters at which Slack answers
 * `msg_blocks_too_long`. That limit is not documented (https://github.com/slackapi/bolt-js/issues/2509), so the
 * whole JSON is counted, which is more than any reading of it.
 */
export const MESSAGE_ROOM: Room = { blocks: 50, weight: 13_000 }

/** The room that is left while a message is drawn. */
export class Budget {
  #room: Room

  constructor(room: Room = MESSAGE_ROOM) {
    this.#room = room
  }

  get room(): Room {
    return this.#room
  }

  fits(blocks: readonly types.KnownBlock[]): boolean {
    return blocks.length <= this.#room.blocks && weigh(blocks) <= this.#room.weight
  }

  /** Draws with the room that is left and books what was drawn. */
  take(draw: (room: Room) => types.KnownBlock[]): types.KnownBlock[] {
    const blocks = draw(this.#room)
    this.#room = { blocks: this.#room.blocks - blocks.length, weight: this.#room.weight - weigh(blocks) }
    return blocks
  }
}

/** Each block with the comma or bracket that follows it. */
const weigh = (blocks: readonly types.KnownBlock[]): number =>
  blocks.reduce((sum, block) => sum + JSON.stringify(block).length + 1, 0)
