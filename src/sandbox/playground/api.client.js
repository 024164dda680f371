// @ts-check

/**
 * @typedef {{ id: string, name: string, roles: string[] }} Person
 * @typedef {{ id: string, name: string, platform: string }} Channel
 * @typedef {{ id: string, name: string, people: Person[], channels: Channel[] }} Desk
 * @typedef {{ from: 'citizen', citizen: string, text: string, surface: string, image: boolean, at: number,
 *   delivery: { status: number, attempts: number } | null }} Said
 * @typedef {{ from: 'desk', citizen: string, text: string, how: 'passive' | 'message' | 'comment', at: number,
 *   under?: string }} Got
 * @typedef {{ type: string, text: string }} Text
 * @typedef {{ title: Text, text: Text, confirm: Text, deny: Text, style?: string }} Confirm
 * @typedef {{ type: string, action_id: string, text: Text, value?: string, style?: string, confirm?: Confirm }} Button
 * @typedef {any} Block One block of Slack's Block Kit, as the service sent it.
 * @typedef {{ ts: string, text: string, blocks: Block[], at: number }} Reply
 * @typedef {Reply & { edited: boolean, replies: Reply[] }} Message
 * @typedef {{ to: string, text: string, blocks: Block[], at: number, command?: string }} Ephemeral
 * @typedef {{ title: Text, submit?: Text, close?: Text, blocks: Block[] }} ModalView
 * @typedef {{ id: string, hash: string, view: ModalView, errors: Record<string, string> }} OpenView
 * @typedef {{ desk: string, user: string, channels: { id: string, talk: (Said | Got)[] }[], earlier: number,
 *   messages: Message[], ephemerals: Ephemeral[], view: OpenView | null, home: { blocks: Block[] } | null }} State
 */

const ROOT = '/playground/api'

/** @param {Response} response */
async function read(response) {
  const body = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(body.error ?? `HTTP ${response.status}`)
  return body
}

/** @returns {Promise<Desk[]>} */
export const readDesks = async () => (await read(await fetch(`${ROOT}/desks`))).desks

/**
 * The state of a desk for one person; undefined when it is still the one with `etag`.
 *
 * @param {string} desk
 * @param {string} user
 * @param {string} etag
 * @returns {Promise<{ state: State, etag: string } | undefined>}
 */
export async function readState(desk, user, etag) {
  const query = new URLSearchParams({ desk, user })
  const response = await fetch(`${ROOT}/state?${query}`, etag === '' ? {} : { headers: { 'if-none-match': etag } })
  if (response.status === 304) return undefined
  return { state: await read(response), etag: response.headers.get('etag') ?? '' }
}

/**
 * Does something as a citizen or a member of staff. Throws with what to tell the person.
 *
 * @param {'say' | 'click' | 'submit' | 'cancel' | 'command' | 'home'} what
 * @param {Record<string, unknown>} body
 */
export async function act(what, body) {
  const answer = await read(
    await fetch(`${ROOT}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  if (answer.status !== undefined && answer.status !== 200)
    throw new Error(`值班台没有接受这个操作（HTTP ${answer.status}）`)
  return answer
}
