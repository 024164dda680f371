/** Citizen identification numbers, GB 11643-1999: six digits of place, date of birth, three of order, check character. */

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'
/** GB/T 2260; 81 to 83 are residence permits of Hong Kong, Macao and Taiwan residents, 9 that of foreigners. */
const places = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/

/** The 18 characters from `at` hold a plausible date of birth and the right check character. */
export function passesIdCheck(characters: string, at: number): boolean {
  if (!birthDateAt(characters, at + 6)) return false
  let sum = 0
  for (let place = 0; place < 17; place++) {
    const digit = characters.charCodeAt(at + place) - 48
    if (digit < 0 || digit > 9) return false
    sum += digit * (weights[place] ?? 0)
  }
  return checkCharacters[sum % 11] === characters[at + 17]
}

/**
 * The 18 characters from `at` are an ID number even where the check character is wrong, since people mistype. In one
 * piece a plausible date of birth is enough; spread over groups the place must exist too.
 */
export function isIdNumber(characters: string, at: number, inOnePiece: boolean): boolean {
  if (!birthDateAt(characters, at + 6)) return false
  const number = characters.slice(at, at + 18)
  return /^\d{17}[\dX]$/.test(number) && (inOnePiece || places.test(number))
}

/** The 15-digit form of before 1999 at `at`: an existing place and a date of birth of the twentieth century. */
export function isOldIdNumber(characters: string, at: number): boolean {
  if (!validDay(pairAt(characters, at + 8), pairAt(characters, at + 10))) return false
  const number = characters.slice(at, at + 15)
  return /^\d{15}$/.test(number) && places.test(number)
}

function birthDateAt(characters: string, at: number): boolean {
  const century = pairAt(characters, at)
  if (century !== 19 && century !== 20 && century !== 18) return false
  const year = century * 100 + pairAt(characters, at + 2)
  return year >= 1880 && year < 2050 && validDay(pairAt(characters, at + 4), pairAt(characters, at + 6))
}

/** Two digits as a number; without a slice, since this looks at each place of a long text. */
function pairAt(characters: string, at: number): number {
  return (characters.charCodeAt(at) - 48) * 10 + characters.charCodeAt(at + 1) - 48
}

function validDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
