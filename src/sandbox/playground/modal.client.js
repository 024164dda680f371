// @ts-check
import { byId, make } from './dom.client.js'

/** @typedef {import('./api.client.js').Confirm} Confirm */
/** @typedef {import('./api.client.js').OpenView} OpenView */

/** Asks before a button is pressed, in the button's own words. @param {Confirm} confirm @returns {Promise<boolean>} */
export function ask(confirm) {
  const dialog = byId('confirm', HTMLDialogElement)
  return new Promise((resolve) => {
    dialog.returnValue = ''
    dialog.replaceChildren(
      make(
        'form',
        { method: 'dialog', class: 'modal small' },
        make('h2', { id: 'confirm-title' }, confirm.title.text),
        make('p', { id: 'confirm-text' }, confirm.text.text),
        make(
          'div',
          { class: 'modal-foot' },
          make('button', { class: 'button', value: '' }, confirm.deny.text),
          make('button', { class: `button ${confirm.style ?? 'primary'}`, value: 'yes' }, confirm.confirm.text),
        ),
      ),
    )
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
    dialog.showModal()
  })
}

/**
 * The modal that the service opened for the person. The browser keeps the focus inside while it is open.
 *
 * @param {{ submit: (values: Record<string, string>) => Promise<void>, cancel: () => Promise<void> }} does
 */
export function createModal(does) {
  const dialog = byId('modal', HTMLDialogElement)
  /** The modal that is drawn; the person's words in it stay until another is opened. */
  let shown = ''
  /** The errors that are drawn; the same again after a new attempt are told again. */
  let told = '{}'

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    void does.cancel()
  })

  /** @param {OpenView} open */
  function draw({ view }) {
    const alert = make('p', { class: 'field-error', role: 'alert', hidden: true })
    const form = make(
      'form',
      {
        class: 'modal',
        novalidate: true,
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault()
          alert.hidden = true
          const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
          if (showErrors(form, clientErrors(form))) return
          told = '{}'
          form.toggleAttribute('inert', true)
          await does.submit(values).catch((error) => {
            alert.textContent = error.message
            alert.hidden = false
          })
          form.toggleAttribute('inert', false)
        },
      },
      make('h2', { id: 'modal-title' }, view.title.text),
      make('div', { class: 'modal-body' }, ...view.blocks.map(drawInput), alert),
      make(
        'div',
        { class: 'modal-foot' },
        make('button', { type: 'button', class: 'button', onclick: () => does.cancel() }, view.close?.text ?? '取消'),
        view.submit && make('button', { type: 'submit', class: 'button primary' }, view.submit.text),
      ),
    )
    dialog.replaceChildren(form)
  }

  return {
    /** Draws what is open for the person now. @param {OpenView | null} open */
    show(open) {
      if (open === null) {
        shown = ''
        if (dialog.open) dialog.close()
        return
      }
      const now = `${open.id} ${open.hash}`
      if (now !== shown) {
        draw(open)
        told = '{}'
      }
      shown = now
      const errors = JSON.stringify(open.errors)
      const form = dialog.querySelector('form')
      if (errors !== told && form !== null) showErrors(form, open.errors)
      told = errors
      if (!dialog.open) {
        dialog.showModal()
        const first = dialog.querySelector('textarea, input, select')
        if (first instanceof HTMLElement) first.focus()
      }
    },
  }
}

/** @param {any} block @param {number} index */
function drawInput(block, index) {
  if (block.type !== 'input') return make('p', { class: 'b-text' }, block.text?.text ?? '')
  const { element } = block
  const id = `field-${index}`
  const common = {
    id,
    name: block.block_id,
    'aria-describedby': `${id}-hint ${id}-error`,
    'aria-required': String(block.optional !== true),
    'data-optional': block.optional === true,
  }
  const count = make('span', { class: 'count' })
  const control = element.type === 'static_select' ? menu(element, common) : textInput(element, common)
  const limit = Number(control.getAttribute('data-limit') ?? 0)
  const recount = () => {
    if (limit === 0) return
    count.textContent = `${control.value.length} / ${limit}`
    count.classList.toggle('over', control.value.length > limit)
  }
  control.addEventListener('input', recount)
  recount()
  return make(
    'div',
    { class: 'field' },
    make('label', { for: id }, block.label.text, block.optional === true ? '（可不填）' : ''),
    control,
    make('div', { class: 'hint' }, make('span', { id: `${id}-hint` }, block.hint?.text ?? ''), count),
    make('p', { class: 'field-error', id: `${id}-error`, role: 'alert' }),
  )
}

/** @param {any} element @param {Record<string, string | boolean>} common */
const menu = (element, common) => {
  const chosen = element.initial_option?.value
  return make(
    'select',
    common,
    make('option', { value: '' }, '请选择'),
    ...element.options.map((/** @type {any} */ { text, value }) =>
      make('option', { value, selected: value === chosen }, text.text),
    ),
  )
}

/** @param {any} element @param {Record<string, string | boolean>} common */
function textInput(element, common) {
  const properties = { ...common, 'data-limit': element.max_length ?? 3000 }
  const control = element.multiline ? make('textarea', { ...properties, rows: 8 }) : make('input', properties)
  control.value = element.initial_value ?? ''
  return control
}

/** What Slack's own client would not let a person submit. @param {HTMLFormElement} form */
function clientErrors(form) {
  /** @type {Record<string, string>} */
  const errors = {}
  for (const control of form.elements) {
    if (!('value' in control) || control instanceof HTMLButtonElement) continue
    const name = control.getAttribute('name') ?? ''
    const length = String(control.value).length
    const limit = Number(control.getAttribute('data-limit') ?? Number.POSITIVE_INFINITY)
    if (length === 0 && !control.hasAttribute('data-optional')) errors[name] = '请填写此项。'
    else if (length > limit) errors[name] = `最多 ${limit} 字，现在是 ${length} 字。`
  }
  return errors
}

/** @param {HTMLFormElement} form @param {Record<string, string>} errors @returns {boolean} whether there is one */
function showErrors(form, errors) {
  /** @type {HTMLElement | undefined} */
  let first
  for (const control of form.querySelectorAll('textarea, input, select')) {
    if (!(control instanceof HTMLElement)) continue
    const error = errors[control.getAttribute('name') ?? '']
    control.setAttribute('aria-invalid', String(error !== undefined))
    const place = form.querySelector(`#${control.id}-error`)
    if (place !== null && place.textContent !== (error ?? '')) place.textContent = error ?? ''
    if (error !== undefined) first ??= control
  }
  first?.focus()
  return first !== undefined
}
