/** Waits for `work`, at most `ms` milliseconds. Throws when it takes longer, and says what was waited for. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms / 1000} s in vain for ${what}`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Asks every `every` milliseconds until the answer is true; false when it was not so within `ms`. */
export async function becomes(ms: number, check: () => Promise<boolean>, every = 20): Promise<boolean> {
  const end = performance.now() + ms
  for (;;) {
    if (await check()) return true
    if (performance.now() >= end) return false
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}
