import type { DeskConfig } from './config-schema.ts'
import { isLocalName, type VariableValues } from './faq/fill.ts'
import type { DeskPlaces } from './faq/locality.ts'

type Values = Pick<DeskConfig['places'][number], 'variables' | 'variablesEn'>

/** English answers take a desk's values as they are where there are no English ones; local parts are sentences, so not those. */
const byLang = ({ variables, variablesEn }: Values): { zh: VariableValues; en: VariableValues } => ({
  zh: variables,
  en: { ...Object.fromEntries(Object.entries(variables).filter(([name]) => !isLocalName(name))), ...variablesEn },
})

/** The desk's places and values in the form in which FAQ answers are filled. */
export function placesOf(desk: DeskConfig): DeskPlaces {
  const { zh, en } = byLang(desk)
  return {
    code: desk.place,
    values: { zh: { desk_name: desk.name, ...zh }, en: { desk_name: desk.name, ...en } },
    places: desk.places.map((place) => ({ code: place.code, names: place.names, values: byLang(place) })),
  }
}
