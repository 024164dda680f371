/** Which language a turn is in: enough to choose the FAQ, or to know that a person must look. */
import type { TurnLang } from '../message.ts'

const han = /[\u3400-\u9fff\uf900-\ufaff]/g
const latinWord = /[a-z\u00c0-\u024f\u1e00-\u1eff][a-z\u00c0-\u024f\u1e00-\u1eff']*/g
const otherScript =
  /[\u3040-\u30ff\uac00-\ud7af\u1100-\u11ff\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff\u0e00-\u0e7f\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u0370-\u03ff\u10a0-\u10ff\u0530-\u058f\u1800-\u18af\u0f00-\u0fff]/g
const accented = /[\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]/
const commonEnglish =
  /\b(?:the|is|are|am|i|i'm|my|me|to|how|what|where|when|why|who|can|could|do|does|did|a|an|of|in|on|for|and|or|not|no|you|your|it|this|that|please|hello|hi|hey|help|thanks|thank|need|want|have|has|with|visa|passport|hukou|police|card|residence|permit|register|address|lost|office|open|child|missing|good|morning|night|human|agent|person|sorry|yes|bye)\b/
/** Words of English that other languages in Latin letters do not have. */
const onlyEnglish =
  /\b(?:the|is|are|i|i'm|my|to|how|what|where|when|why|who|can|could|does|did|of|for|and|not|you|your|it|this|that|please|hello|help|need|want|have|has|with)\b/g
/** The commonest words of French, Spanish, Portuguese, Italian, German, Dutch, Polish, Indonesian, Tagalog, Turkish and Vietnamese that English does not have, as people type them without accents. */
const otherLatin =
  /\b(?:je|j'ai|le|la|les|des|du|de|un|une|est|et|pour|avec|mon|ma|mes|vous|nous|comment|bonjour|merci|que|qui|quoi|pas|dois|faire|ou|el|los|las|es|para|como|por|donde|hola|gracias|mi|quiero|necesito|puedo|una|onde|meu|minha|obrigad[oa]|nao|preciso|fazer|ola|il|che|per|dove|sono|ciao|grazie|vorrei|mio|ich|der|das|und|ist|wie|wo|mein|meine|meinen|bitte|danke|nicht|ein|eine|einen|kann|muss|mit|ik|het|een|hoe|waar|mijn|jak|gdzie|nie|jest|sie|moj|moja|moje|czy|prosze|dzien|dobry|mam|chce|musze|dla|na|saya|bagaimana|untuk|apa|dan|tidak|bisa|mana|paano|ako|ang|mga|saan|po|nasil|nerede|icin|bir|toi|lam|khong|dau|nhu|nao|cho|cua)\b/g
/** Latin letters that Chinese writers type between Chinese turns. */
const chineseHabit =
  /^(?:ok+|okay|o+|em+|hh+|h+a+(?:ha)*|lol|yyds|xswl|orz|qaq|qwq|emo|gg|nb|[a-z]?\d+[a-z]?|id|app|vip|wc|pdf|[a-z])$/

/** Takes a folded turn. Without any letters it counts as Chinese. */
export function languageOf(folded: string): TurnLang {
  const others = count(folded, otherScript)
  const hans = count(folded, han)
  const words = folded.match(latinWord) ?? []
  // Japanese is written with Chinese characters too; one の in a Chinese text makes no Japanese.
  if (others >= 2 && others * 5 >= hans) return 'other'
  if (hans > 0 && hans * 2 >= words.length) return 'zh'
  if (words.length === 0) return others > 0 && hans === 0 ? 'other' : 'zh'
  if (words.every((word) => chineseHabit.test(word))) return 'zh'
  // Vietnamese, Polish, Turkish…: every third word has marks that English does without
  if (words.length >= 3 && words.filter((word) => accented.test(word)).length * 3 >= words.length) return 'other'
  // The same without the marks, as on a foreign keyboard
  const foreign = count(folded, otherLatin)
  if (foreign >= 2 && foreign > count(folded, onlyEnglish)) return 'other'
  if (!commonEnglish.test(folded) && (words.length >= 4 || words.some((word) => accented.test(word)))) return 'other'
  return 'en'
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
