// @ts-check
import { act } from './api.client.js'
import { drawBlocks, drawMrkdwn } from './blocks.client.js'
import { roleOf } from './cast.client.js'
import { atEnd, byId, clock, drawTabs, keep, make } from './dom.client.js'
import { ask, createModal } from './modal.client.js'

/** @typedef {import('./api.client.js').Desk} Desk */
/** @typedef {import('./api.client.js').State} State */
/** @typedef {import('./api.client.js').Message} Message */
/** @typedef {import('./api.client.js').Reply} Reply */
/** @typedef {import('./api.client.js').Ephemeral} Ephemeral */
/** @typedef {import('./api.client.js').Button} Button */

const ROOMS = [
  { id: 'room-channel', label: '# 值班群', panel: 'channel-panel' },
  { id: 'room-home', label: '主页 App Home', panel: 'home-panel' },
]
const QUICK = ['help', 'open', 'mine']

/**
 * The staff's side: the channel as Slack draws it for one person, that person's modal, home and commands.
 * @param {{ refresh: () => Promise<void>, tell: (problem: string) => void, become: (user: string) => void }} page
 */
export function createTeam({ refresh, tell, become }) {
  const log = byId('channel', HTMLElement)
  const news = byId('news', HTMLElement)
  const form = byId('command', HTMLFormElement)
  const text = byId('command-text', HTMLInputElement)
  const select = byId('person', HTMLSelectElement)
  /** @type {Desk | undefined} */
  let desk
  /** @type {State | undefined} */
  let state
  let user = ''
  let room = 'room-channel'
  /** Messages whose thread is open. @type {Set<string>} */
  const unfolded = new Set()

  const who = () => ({ desk: desk?.id, user })
  const nameOf = (/** @type {string} */ id) => desk?.people.find((one) => one.id === id)?.name ?? id
  /** @param {Promise<unknown>} work */
  const thenRefresh = async (work) => {
    tell('')
    await work.then(refresh).catch((error) => tell(error.message))
  }

  const modal = createModal({
    submit: async (values) => {
      await act('submit', { ...who(), values })
      await refresh()
    },
    cancel: () => thenRefresh(act('cancel', who())),
  })

  /** @param {string} ts @param {Button} button */
  async function press(ts, button) {
    if (button.confirm !== undefined && !(await ask(button.confirm))) return
    await thenRefresh(act('click', { ...who(), ts, action: button.action_id }))
  }

  /** @param {string} line */
  const command = (line) => thenRefresh(act('command', { ...who(), text: line }))

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const line = text.value.trim()
    text.value = ''
    void command(line)
  })
  byId('quick', HTMLElement).append(
    ...QUICK.map((word) => make('button', { type: 'button', class: 'chip', onclick: () => command(word) }, word)),
  )
  select.addEventListener('change', () => become(select.value))

  /** @param {Reply} message @param {string} [mark] */
  const author = ({ at }, mark) =>
    make(
      'p',
      { class: 'author' },
      make('strong', {}, '值班台'),
      make('span', { class: 'app' }, '应用'),
      make('time', {}, clock(at)),
      mark === undefined ? undefined : make('span', { class: 'mark-text' }, mark),
    )

  /** @param {Reply} message */
  const body = (message) => {
    const around = { nameOf, press: (/** @type {Button} */ button) => void press(message.ts, button) }
    return message.blocks.length > 0
      ? drawBlocks(message.blocks, around)
      : [make('div', { class: 'b-text' }, ...drawMrkdwn(message.text, around))]
  }

  /** @param {Message} message */
  function drawMessage(message) {
    const { ts, replies, blocks, edited } = message
    const card = blocks.some(({ type }) => type === 'header')
    const thread = make(
      'details',
      {
        class: 'thread',
        open: unfolded.has(ts),
        ontoggle: (/** @type {{ newState: string }} */ { newState }) => {
          if (newState === 'open') unfolded.add(ts)
          else unfolded.delete(ts)
        },
      },
      make('summary', {}, `话题 · ${replies.length} 条回复`),
      ...replies.map((reply) => make('div', { class: 'reply' }, author(reply), ...body(reply))),
    )
    return make(
      'article',
      { class: 'message', id: `message-${ts}`, tabindex: -1, 'aria-label': plainOf(message) },
      make('span', { class: 'face app-face', 'aria-hidden': 'true' }, '值'),
      make(
        'div',
        { class: 'message-body' },
        author(message, edited ? '（已更新）' : undefined),
        make('div', { class: card ? 'card' : 'note' }, ...body(message)),
        replies.length > 0 ? thread : undefined,
      ),
    )
  }

  /** @param {Ephemeral} one */
  function drawEphemeral({ text: plain, blocks, at, command: asked }) {
    const around = { nameOf, press: () => {} }
    return make(
      'article',
      { class: 'message ephemeral', tabindex: -1 },
      make('span', { class: 'face app-face', 'aria-hidden': 'true' }, '值'),
      make(
        'div',
        { class: 'message-body' },
        make('p', { class: 'only' }, asked === undefined ? '仅你可见' : `仅你可见 · 命令 /zhiban ${asked}`),
        author({ ts: '', text: plain, blocks, at }),
        ...(blocks.length > 0 ? drawBlocks(blocks, around) : [make('div', { class: 'b-text' }, plain)]),
      ),
    )
  }

  /** @param {State} now */
  function drawChannel({ messages, ephemerals, earlier, user: reader }) {
    const scene = `${desk?.id} ${reader}`
    const moved = log.dataset.scene !== scene
    log.dataset.scene = scene
    if (moved) log.replaceChildren()
    const end = moved || atEnd(log)
    const known = new Set([...log.children].map((child) => child.getAttribute('data-key')))
    const items = [
      ...messages.map((one) => ({ key: one.ts, at: one.at, one, draw: () => drawMessage(one) })),
      ...ephemerals.map((one, index) => ({
        key: `only ${one.at} ${index} ${one.text.slice(0, 40)}`,
        at: one.at,
        one,
        draw: () => drawEphemeral(one),
      })),
    ].sort((a, b) => a.at - b.at)
    const lead =
      items.length === 0
        ? '还没有消息。群众来信需要人工时，这里会出现一张卡片；常见问题由程序按已审定的答复直接回。'
        : `更早的 ${earlier} 条未显示`
    const fresh = keep(
      log,
      items.length === 0 || earlier > 0
        ? [{ key: 'lead', at: 0, one: lead, draw: () => make('p', { class: 'empty' }, lead) }, ...items]
        : items,
      { key: ({ key }) => key, look: ({ one }) => JSON.stringify(one), draw: ({ draw }) => draw() },
    )
    const added = fresh.filter((node) => !known.has(node.getAttribute('data-key')))
    if (!moved && fresh.length > 0) {
      const told = fresh.map((node) => node.getAttribute('aria-label') ?? node.textContent ?? '').join('。')
      news.textContent = `${added.length > 0 ? '新消息' : '卡片更新'}：${told.slice(0, 200)}`
    }
    if (end) log.scrollTop = log.scrollHeight
  }

  function drawRooms() {
    drawTabs(byId('rooms', HTMLElement), ROOMS, room, (id) => {
      room = id
      drawRooms()
      if (id === 'room-home') void thenRefresh(act('home', who()))
    })
    for (const { id, panel } of ROOMS) byId(panel, HTMLElement).hidden = id !== room
  }

  /** @param {State['home']} home */
  function drawHome(home) {
    const around = { nameOf, press: () => {} }
    const content = home === null ? [make('p', { class: 'empty' }, '正在打开主页…')] : drawBlocks(home.blocks, around)
    byId('home-panel', HTMLElement).replaceChildren(make('div', { class: 'home-page' }, ...content))
  }

  return {
    /** @param {Desk} next @param {string} person */
    open(next, person) {
      desk = next
      user = person
      state = undefined
      select.replaceChildren(
        ...next.people.map(({ id, name, roles }) =>
          make('option', { value: id, selected: id === person }, `${name} · ${roleOf(roles)}`),
        ),
      )
      byId('face', HTMLElement).textContent = nameOf(person).slice(0, 1)
      room = 'room-channel'
      drawRooms()
    },
    /** @param {State} next */
    show(next) {
      const before = state
      state = next
      drawChannel(next)
      modal.show(next.view)
      if (before === undefined || JSON.stringify(before.home) !== JSON.stringify(next.home)) drawHome(next.home)
    },
  }
}

/** What a screen reader says of a message. @param {Message} message */
const plainOf = ({ text, blocks }) => blocks.find(({ type }) => type === 'header')?.text.text ?? text.slice(0, 80)
