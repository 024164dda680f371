// @ts-check
import { readDesks, readState } from './api.client.js'
import { createCitizens } from './citizens.client.js'
import { byId, make } from './dom.client.js'
import { createTeam } from './team.client.js'

/** How often the state is asked for, in milliseconds. An answer that nothing changed is nearly free. */
const EVERY_MS = 600

const offline = byId('offline', HTMLElement)
const deskSelect = byId('desk', HTMLSelectElement)

/** @type {import('./api.client.js').Desk[]} */
let desks = []
let desk = ''
let user = ''
let etag = ''

/** Tells what went wrong until the next change of it; an empty text takes it away. @param {string} problem */
function tell(problem) {
  if (offline.textContent !== problem) offline.textContent = problem
  offline.hidden = problem === ''
}

const citizens = createCitizens({ refresh, tell })
const team = createTeam({ refresh, tell, become: (next) => open(desk, next) })

/** @param {string} id @param {string} [person] */
function open(id, person) {
  const found = desks.find((one) => one.id === id)
  if (found === undefined) return
  const changed = desk !== id
  desk = id
  user = person ?? found.people[0]?.id ?? ''
  etag = ''
  if (changed) citizens.open(found)
  team.open(found, user)
  void refresh()
}

/** Reads what is new and draws it. An answer for what is no longer chosen, or older than a newer one, is dropped. */
async function refresh() {
  asked += 1
  const mine = asked
  const news = await readState(desk, user, etag)
  if (news === undefined || news.state.desk !== desk || news.state.user !== user || mine < drawn) return
  drawn = mine
  etag = news.etag
  citizens.show(news.state)
  team.show(news.state)
}
let asked = 0
let drawn = 0
let lost = false

async function poll() {
  try {
    if (!document.hidden && desk !== '') await refresh()
    if (lost) tell('')
    lost = false
  } catch {
    lost = true
    tell('连不上沙盒，正在重试。如果已经停止，请重新运行 npm start。')
  }
  setTimeout(poll, EVERY_MS)
}

deskSelect.addEventListener('change', () => open(deskSelect.value))
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && desk !== '') refresh().catch(() => {})
})

desks = await readDesks()
deskSelect.replaceChildren(...desks.map(({ id, name }) => make('option', { value: id }, name)))
open(desks[0]?.id ?? '')
void poll()
