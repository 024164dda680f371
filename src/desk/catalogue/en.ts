import { type Catalogue, zh } from './zh.ts'
export const en: Catalogue = zh
