// @ts-check

/**
 * Makes an element. `on…` properties are listeners, `true` sets an attribute without a value, `false` and `undefined`
 * leave it out. Strings become text nodes: what people write is never read as markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | undefined | ((event: any) => unknown)>} [properties]
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/**
 * The element of the page with this id.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`)
  return found
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})

/** Beijing time of a moment in milliseconds. @param {number} at */
export const clock = (at) => CLOCK.format(at)

/**
 * Makes the children of `parent` those of `items`, in order. A child whose `look` is the same is left alone, so that
 * what a person is reading or has opened stays; one that was redrawn under the person's focus keeps it.
 *
 * @template T
 * @param {HTMLElement} parent
 * @param {readonly T[]} items
 * @param {{ key: (item: T) => string, look: (item: T) => string, draw: (item: T) => HTMLElement }} how
 * @returns {HTMLElement[]} what is new or looks new
 */
export function keep(parent, items, { key, look, draw }) {
  const old = new Map([...parent.children].map((child) => [child.getAttribute('data-key'), child]))
  const fresh = []
  /** @type {Element | null} */
  let before = parent.firstElementChild
  for (const item of items) {
    const name = key(item)
    const seen = look(item)
    const known = old.get(name)
    old.delete(name)
    if (known?.getAttribute('data-look') === seen) {
      if (known === before) before = before.nextElementSibling
      else parent.insertBefore(known, before)
      continue
    }
    const drawn = draw(item)
    drawn.setAttribute('data-key', name)
    drawn.setAttribute('data-look', seen)
    fresh.push(drawn)
    if (known === undefined) parent.insertBefore(drawn, before)
    else {
      if (known === before) before = before.nextElementSibling
      replace(known, drawn)
    }
  }
  for (const gone of old.values()) gone.remove()
  return fresh
}

/** @param {Element} old @param {HTMLElement} drawn */
function replace(old, drawn) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  old.replaceWith(drawn)
  if (focused === null) return
  const same = focused.getAttribute('data-action')
  const next = [...drawn.querySelectorAll('[data-action]')].find((one) => one.getAttribute('data-action') === same)
  const target = same !== null && next instanceof HTMLElement ? next : drawn
  target.focus({ preventScroll: true })
}

/** How far from its end a log counts as read to the end, in pixels. */
const NEAR = 80

/** Whether a log is scrolled to its end. @param {HTMLElement} log */
export const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR

/**
 * A row of tabs; the arrow keys go along it.
 *
 * @param {HTMLElement} row
 * @param {readonly { id: string, label: string, panel: string, platform?: string, unread?: boolean }[]} tabs
 * @param {string} chosen
 * @param {(id: string) => void} choose
 */
export function drawTabs(row, tabs, chosen, choose) {
  const step = (/** @type {KeyboardEvent & { currentTarget: HTMLElement }} */ { key, currentTarget }) => {
    const all = [...row.children]
    const move = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
    const next = all[(all.indexOf(currentTarget) + move + all.length) % all.length]
    if (move === 0 || !(next instanceof HTMLElement)) return
    next.focus()
    next.click()
  }
  keep(row, tabs, {
    key: ({ id }) => id,
    look: (tab) => JSON.stringify([tab, tab.id === chosen]),
    draw: ({ id, label, panel, platform, unread }) =>
      make(
        'button',
        {
          type: 'button',
          role: 'tab',
          id,
          'aria-selected': String(id === chosen),
          'aria-controls': panel,
          'data-platform': platform,
          class: unread ? 'unread' : undefined,
          tabindex: id === chosen ? 0 : -1,
          onclick: () => choose(id),
          onkeydown: step,
        },
        label,
        unread ? make('span', { class: 'hidden' }, '（有新回复）') : undefined,
      ),
  })
}
