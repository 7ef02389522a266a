import { Command, Option } from 'commander'
import type { Config } from '#platform/config'
import { moduleNames } from '../modules.ts'

const say = (words: string) => { console.log(words) }

/** The words of `balie`. What a command needs is imported when it runs: `--help` waits for nothing. */
export function program(config: () => Config): Command {
  const balie = new Command('balie').description('A whole customer-service department. Settings come from the environment or balie.config.json (docs/operators.md).').showHelpAfterError('(balie --help says what there is)')

  balie.command('start').description('start everything and open the desk').option('--demo', 'with a sample company').option('--scale <n>', 'a sample company of that size').option('--rebuild', 'build the screens anew')
    .action(async () => { await import('../start.ts') })

  balie.command('migrate').description('bring the database up to date, without starting').action(async () => {
    const { onGround } = await import('../ground.ts')
    await onGround(config(), async () => say(`The database is up to date (${moduleNames.length} modules).`))
  })

  balie.command('doctor').description('look at everything that Balie needs, and say what to do').action(async () => {
    const { examine } = await import('./doctor.ts')
    const findings = await examine(config())
    const signs = { good: 'ok  ', look: 'LOOK', bad: 'BAD ' }
    for (const { what, how, words, advice } of findings) say(`${signs[how]} ${what.padEnd(14)} ${words}${advice ? `\n                    → ${advice}` : ''}`)
    if (findings.some((each) => each.how === 'bad')) process.exitCode = 1
  })

  const user = balie.command('user').description('who may sign in')
  const account = () => new Option('--account <name>', 'of which account, where there are several')
  const grounded = async (work: () => Promise<void>) => { await (await import('../ground.ts')).onGround(config(), work) }
  user.command('list').description('everybody').addOption(account()).action((wish: { account?: string }) => grounded(async () => (await import('./users.ts')).listUsers(wish.account, say)))
  user.command('add <email>').description('somebody new; the password is shown once').requiredOption('--name <name>', 'as colleagues see it').option('--role <role>', 'agent, specialist, supervisor, manager, admin, auditor, client-viewer', 'agent')
    .option('--sees <what>', 'own, team or all', 'all').option('--brand <name...>', 'only these brands; otherwise all of them', []).addOption(account())
    .action((email: string, wish: { name: string; role: string; sees: string; brand: string[]; account?: string }) => grounded(async () => (await import('./users.ts')).addUser({ ...wish, email }, say)))
  user.command('reset <email>').description('a new password; all sessions end').option('--second-factor', 'and end the second factor').addOption(account())
    .action((email: string, wish: { secondFactor?: boolean; account?: string }) => grounded(async () => (await import('./users.ts')).resetUser(email, wish, say)))
  for (const [word, status, words] of [['disable', 'suspended', 'let somebody in no more, at once'], ['enable', 'active', 'let somebody in again']] as const) {
    user.command(`${word} <email>`).description(words).addOption(account()).action((email: string, wish: { account?: string }) => grounded(async () => (await import('./users.ts')).setUserStatus(email, status, wish, say)))
  }

  const bring = balie.command('import').description('bring in what lies elsewhere')
  bring.command('mbox <path>').description('old mail: a mailbox file, a Maildir, or a folder of them. Begun again, it goes on where it was').option('--mailbox <address>', 'into which mailbox, where there are several')
    .addOption(new Option('--variant <kind>', 'how “>From ” inside is meant').choices(['rd', 'o']).default('rd'))
    .action((path: string, wish: { mailbox?: string; variant: 'rd' | 'o' }) => grounded(async () => { await (await import('./import-mail.ts')).importMailFiles({ path, mailbox: wish.mailbox, kind: wish.variant, maxMailMb: config().BALIE_MAX_MAIL_MB }) }))
  bring.command('archive <path>').description('an exported account, into an empty installation').action(async (path: string) => {
    const [{ onGround }, { register }, { importFrom }] = [await import('../ground.ts'), await import('../run.ts'), await import('./archive.ts')]
    register(config())
    await onGround(config(), (ground) => importFrom(path, { config: config(), ground, say }))
  })

  balie.command('export <path>').description('an account as a folder of JSON lines and files; as one file when the name ends with .tar').addOption(account()).option('--with-key', 'the installation’s key as well (otherwise only where this is the only account)')
    .action(async (path: string, wish: { account?: string; withKey?: boolean }) => {
      const [{ onGround }, { register }, { exportTo }] = [await import('../ground.ts'), await import('../run.ts'), await import('./archive.ts')]
      register(config())
      await onGround(config(), (ground) => exportTo(path, wish, { config: config(), ground, say }))
    })
  return balie
}
