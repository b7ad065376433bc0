/**
 * Runs work that two transactions may keep each other from: PostgreSQL ends one of them, which has then changed
 * nothing, and finds the way free the second time.
 */
export async function onceMore<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === '40P01')
      return work();
    throw error;
  }
}
