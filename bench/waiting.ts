import pg from 'pg'
import { registerCases } from '#modules/cases'
import { connection } from '#platform/db'
import { runFollowers } from '#platform/followers'
import { job, runJobs } from '#platform/jobs'
import { anOperator, fillCases } from './fill.ts'
import { openGround, option, report, round } from './ground.ts'
import { intake } from './mail.ts'

/** What 100,000 waiting jobs cost the mail that is filed meanwhile: the same intake without and with them, in turn, so that a busy machine slows both. */
export async function run() {
  const [jobs, count, rounds] = [Number(option('jobs', '100000')), Number(option('mails', '2000')), Number(option('rounds', '6'))]
  const ground = await openGround()
  registerCases()
  job('later', () => { throw new Error('A job that waits for another day was run today.') })
  const runner = await runJobs(ground.ownerUrl)
  const followers = runFollowers()
  const owner = new pg.Client(connection(ground.ownerUrl))
  await owner.connect()
  const times: Record<'without' | 'with', number[]> = { without: [], with: [] }
  try {
    const operator = await anOperator()
    await fillCases(ground.ownerUrl, operator, 0, 10_000)
    await intake(ground, operator, 4, count, 10_000)
    const timed = async (which: keyof typeof times) => {
      // What came before, the jobs' own insertion above all, is written out first: it is not what is measured.
      await owner.query('vacuum analyze graphile_worker._private_jobs')
      await owner.query('checkpoint')
      times[which].push(count / (await intake(ground, operator, 4, count, 10_000)).perSecond)
    }
    for (let n = 0; n < rounds; n++) {
      await timed('without')
      // In one call: a hundred thousand wishes of their own would each wake the runner, and that is not what is measured.
      await owner.query(`select count(*) from graphile_worker.add_jobs(array(select row('later', json_build_object('n', n), null, now() + interval '1 day', null, null, null, null)::graphile_worker.job_spec from generate_series(1, ${jobs}) n))`)
      await timed('with')
      await owner.query('delete from graphile_worker._private_jobs')
    }
  } finally {
    await owner.end()
    await followers.stop()
    await runner.stop()
    await ground.close()
  }
  const sum = (list: number[]) => list.reduce((total, each) => total + each, 0)
  report('waiting', [{ 'mails': count * rounds, 'mails/s without jobs': round((count * rounds) / sum(times.without), 0), [`mails/s with ${jobs} waiting`]: round((count * rounds) / sum(times.with), 0), 'slower by': `${round((sum(times.with) / sum(times.without) - 1) * 100)} %`, 'rounds': times.with.map((each, n) => `${round((each / times.without[n]! - 1) * 100, 0)} %`).join(', ') }], 'Four workers, 10,000 cases. The jobs wait for another day; the runner looks for due ones among them.')
}
