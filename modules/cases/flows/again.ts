/** Whoever holds several rows may meet somebody who holds them in another order (mail being filed): the database ends one of the two, who looks again. */
export async function again<Answer>(work: () => Promise<Answer>, tries = 4): Promise<Answer> {
  return work().catch((error: { code?: string }) => { if (error.code === '40P01' && tries > 1) return again(work, tries - 1); throw error })
}
