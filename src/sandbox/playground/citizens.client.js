// @ts-check
import { act } from './api.client.js'
import { CITIZENS, deliveryOf, doorsOf, PICTURE, SAMPLES, takesPictures, wayOf } from './cast.client.js'
import { atEnd, byId, clock, drawTabs, keep, make } from './dom.client.js'

/** @typedef {import('./api.client.js').Desk} Desk */
/** @typedef {import('./api.client.js').State} State */
/** @typedef {import('./api.client.js').Said} Said */
/** @typedef {import('./api.client.js').Got} Got */

/**
 * The citizens' side: who writes, through which door, what was said and what came back.
 * @param {{ refresh: () => Promise<void>, tell: (problem: string) => void }} page
 */
export function createCitizens({ refresh, tell }) {
  const log = byId('talk', HTMLElement)
  const form = byId('say', HTMLFormElement)
  const words = byId('words', HTMLTextAreaElement)
  /** @type {Desk | undefined} */
  let desk
  /** @type {State | undefined} */
  let state
  let citizen = CITIZENS[0]
  let chosen = ''
  /** Replies that were on the screen, by channel and account. @type {Map<string, number>} */
  const read = new Map()

  const doors = () => doorsOf(desk?.channels ?? [])
  const door = () => doors().find(({ id }) => id === chosen) ?? doors()[0]

  /** @param {string} channel @param {string} account */
  const talkOf = (channel, account) =>
    (state?.channels.find(({ id }) => id === channel)?.talk ?? []).filter((one) => one.citizen === account)

  /** @param {string} channel @param {string} account */
  const unread = (channel, account) =>
    talkOf(channel, account).filter(({ from }) => from === 'desk').length - (read.get(`${channel} ${account}`) ?? 0)

  /** @param {string} text @param {boolean} [image] */
  async function say(text, image = false) {
    const at = door()
    const sender = at && citizen?.accounts[at.channel.platform]
    if (desk === undefined || at === undefined || sender === undefined) return
    tell('')
    const said = image || text.startsWith(at.prefix) ? text : `${at.prefix}${text}`
    await act('say', { desk: desk.id, channel: at.channel.id, surface: at.surface, sender, text: said, image })
    await refresh()
    log.scrollTop = log.scrollHeight
  }

  /** @param {Promise<void>} work */
  const orTell = (work) => work.catch((error) => tell(error.message))

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = words.value.trim()
    if (text === '') return
    orTell(
      say(text).then(() => {
        words.value = ''
      }),
    )
  })
  words.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter chooses a character.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })

  function drawPeople() {
    const channel = door()?.channel
    const people = CITIZENS.map((one) => ({
      one,
      checked: one === citizen,
      waiting: channel !== undefined && unread(channel.id, one.accounts[channel.platform] ?? '') > 0,
    }))
    keep(byId('people', HTMLElement), people, {
      key: ({ one }) => one.id,
      look: ({ checked, waiting }) => `${checked} ${waiting}`,
      draw: ({ one, checked, waiting }) =>
        make(
          'label',
          { class: `person${waiting ? ' unread' : ''}`, title: '虚构人物' },
          make('input', {
            type: 'radio',
            name: 'citizen',
            value: one.id,
            checked,
            'data-action': one.id,
            onchange: () => {
              citizen = one
              draw()
            },
          }),
          make('span', { class: `face ${one.id}`, 'aria-hidden': 'true' }, one.face),
          one.name,
          waiting ? make('span', { class: 'hidden' }, '（有新回复）') : undefined,
        ),
    })
  }

  function drawSamples() {
    const at = door()
    const chips = at !== undefined && takesPictures(at) ? [...SAMPLES, PICTURE] : SAMPLES
    keep(byId('samples', HTMLElement), chips, {
      key: (text) => text,
      look: () => '',
      draw: (text) =>
        make('button', { type: 'button', class: 'chip', onclick: () => orTell(say(text, text === PICTURE)) }, text),
    })
  }

  function drawTalk() {
    const at = door()
    const account = at && citizen?.accounts[at.channel.platform]
    if (at === undefined || account === undefined || citizen === undefined) return
    const { platform, id } = at.channel
    const scene = `${desk?.id} ${id} ${account}`
    const moved = log.dataset.scene !== scene
    log.dataset.scene = scene
    if (moved) log.replaceChildren()
    const end = moved || atEnd(log)
    const talk = talkOf(id, account)
    read.set(`${id} ${account}`, talk.filter(({ from }) => from === 'desk').length)
    const face = citizen
    /** @type {(Said | Got | 'empty')[]} */
    const items = talk.length === 0 ? ['empty'] : talk
    const fresh = keep(log, items, {
      key: (one) => (one === 'empty' ? 'empty' : `${one.from} ${one.at} ${one.text}`),
      look: (one) => (one === 'empty' ? face.id : JSON.stringify(one)),
      draw: (one) =>
        one === 'empty'
          ? make('p', { class: 'empty' }, `${face.name}还没有在这里写过信。点下面的例句，或自己写一句。`)
          : one.from === 'citizen'
            ? drawSaid(one, face, platform)
            : drawGot(one, desk?.name ?? '', platform),
    })
    if (end && fresh.length > 0) log.scrollTop = log.scrollHeight
  }

  function draw() {
    const at = door()
    if (desk === undefined || at === undefined) return
    chosen = at.id
    document.body.dataset.platform = at.channel.platform
    words.placeholder = at.placeholder
    drawTalk()
    drawTabs(
      byId('doors', HTMLElement),
      doors().map(({ id, label, channel }) => ({
        id,
        label,
        panel: 'talk-panel',
        platform: channel.platform,
        unread: unread(channel.id, citizen?.accounts[channel.platform] ?? '') > 0,
      })),
      chosen,
      (id) => {
        chosen = id
        draw()
      },
    )
    byId('talk-panel', HTMLElement).setAttribute('aria-labelledby', chosen)
    drawPeople()
    drawSamples()
  }

  return {
    /** @param {Desk} next */
    open(next) {
      desk = next
      state = undefined
      chosen = ''
      draw()
    },
    /** @param {State} next */
    show(next) {
      state = next
      draw()
    },
  }
}

/** @param {Said} said @param {(typeof CITIZENS)[number]} who @param {string} platform */
function drawSaid({ text, surface, image, at, delivery }, who, platform) {
  const place = platform !== 'weibo' ? '' : surface === 'private' ? '私信 · ' : '公开微博 · '
  const failed = delivery !== null && (delivery.status < 200 || delivery.status > 299)
  return make(
    'article',
    { class: 'said' },
    make('span', { class: `face ${who.id}`, 'aria-hidden': 'true' }, who.face),
    make(
      'div',
      { class: 'bubble-box' },
      make('p', { class: `bubble${image ? ' picture' : ''}` }, image ? '［图片］' : text),
      make(
        'p',
        { class: 'meta' },
        `${place}${clock(at)} · `,
        make('span', { class: failed ? 'bad' : 'good' }, deliveryOf(delivery)),
      ),
    ),
  )
}

/** @param {Got} got @param {string} desk @param {string} platform */
const drawGot = ({ text, how, at }, desk, platform) =>
  make(
    'article',
    { class: 'got' },
    make('span', { class: 'face desk', 'aria-hidden': 'true' }, '警'),
    make(
      'div',
      { class: 'bubble-box' },
      make('p', { class: 'bubble' }, make('span', { class: 'hidden' }, `${desk}回复：`), text),
      make('p', { class: 'meta' }, make('span', { class: 'way' }, wayOf(platform, how)), ` ${clock(at)}`),
    ),
  )
