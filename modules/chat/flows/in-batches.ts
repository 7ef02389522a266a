/** Deadlock, and a change that somebody else was quicker with. */
const lostRace = ['40P01', '40001']

/**
 * Gathers what many ask for into batches: while one is under way the next gathers, so that one who is alone waits for nobody and many
 * share a commit. Per account. A batch that fails is done again one by one, so that a bad one fails alone; one that only lost a race for a lock is
 * done again as it is, so that what was said first is also kept first.
 */
export function inBatches<Asked extends { accountId: string }, Done>(most: number, work: (accountId: string, all: Asked[]) => Promise<Done[]>): (asked: Asked) => Promise<Done> {
  type Waiting = { asked: Asked; resolve: (done: Done) => void; reject: (error: unknown) => void }
  const waiting = new Map<string, Waiting[]>()
  const underWay = new Set<string>()

  async function run(accountId: string) {
    underWay.add(accountId)
    // Those who come in the same turn of the event loop go together.
    await new Promise(setImmediate)
    for (let all = take(accountId); all.length; all = take(accountId)) await settle(accountId, all)
    underWay.delete(accountId)
    waiting.delete(accountId)
  }
  function take(accountId: string): Waiting[] {
    const all = waiting.get(accountId) ?? []
    waiting.set(accountId, all.slice(most))
    return all.slice(0, most)
  }
  async function settle(accountId: string, all: Waiting[], tries = 0): Promise<void> {
    try {
      const done = await work(accountId, all.map((each) => each.asked))
      all.forEach((each, index) => each.resolve(done[index]!))
    } catch (error) {
      if (lostRace.includes((error as { code?: string }).code ?? '') && tries < 3) return settle(accountId, all, tries + 1)
      if (all.length === 1) return all[0]!.reject(error)
      for (const each of all) await settle(accountId, [each])
    }
  }
  return (asked) => new Promise((resolve, reject) => {
    const all = waiting.get(asked.accountId) ?? []
    all.push({ asked, resolve, reject })
    waiting.set(asked.accountId, all)
    if (!underWay.has(asked.accountId)) void run(asked.accountId)
  })
}
