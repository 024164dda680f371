/** One token of valid JSON that may hold digits: a whole string, or a whole number. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
/** 2^53-1 has 16 digits; a shorter integer is always exact. */
const LONG_INTEGER = /^-?\d{16,}$/

/**
 * Parses JSON like `JSON.parse`, but an integer literal beyond ±(2^53-1) becomes a string of its digits
 * instead of a rounded number: platforms send 64-bit ids as JSON numbers. Fractions, exponents and anything
 * inside strings stay as they are. Deep nesting is as safe as in `JSON.parse`; a key `__proto__` is a plain
 * own property. Throws `SyntaxError` when the text is not JSON.
 */
export function parseJsonExactIds(text: string): unknown {
  const rounded: unknown = JSON.parse(text)
  if (!/\d{16}/.test(text)) return rounded
  // The text is known to be valid JSON here, so that the expression runs through it once, without backtracking.
  return JSON.parse(text.replace(STRING_OR_NUMBER, quoteUnsafeInteger))
}

const quoteUnsafeInteger = (token: string): string =>
  LONG_INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token
