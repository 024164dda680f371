import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where `npm run build` puts the program, relative to the root: as deep as this folder, so that it finds the root. */
export const BUILT = join('build', 'node')

/** A file that the program was built from: path relative to the root, last change in milliseconds UTC, bytes. */
export type Input = readonly [path: string, changed: number, size: number]

export const inputsIn = (folder: string): string => join(folder, 'inputs.json')

/** How a file stands now. Throws the file system's own error when it is gone. */
export function inputAt(root: string, path: string): Input {
  const { mtimeMs, size } = statSync(join(root, path))
  return [path, mtimeMs, size]
}

/** Whether the program in `folder` is made of the files as they are now. Looks at each, which takes a few milliseconds. */
export function isFresh(root: string, folder: string): boolean {
  if (!existsSync(inputsIn(folder))) return false
  const inputs: readonly Input[] = JSON.parse(readFileSync(inputsIn(folder), 'utf8'))
  return inputs.every(([path, changed, size]) => {
    const now = statSync(join(root, path), { throwIfNoEntry: false })
    return now?.mtimeMs === changed && now.size === size
  })
}
