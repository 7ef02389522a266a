/**
 * Gathers what many ask for into batches: while one is under way the next gathers, so that one who is alone waits for nobody and many
 * share a commit. Per account. A batch that fails is done again one by one, so that a bad one fails alone.
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
  async function settle(accountId: string, all: Waiting[]): Promise<void> {
    try {
      const done = await work(accountId, all.map((each) => each.asked))
      all.forEach((each, index) => each.resolve(done[index]!))
    } catch (error) {
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
