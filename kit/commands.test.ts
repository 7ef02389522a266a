import { expect, test } from 'vitest'
import { fitting, type Command } from './commands.ts'

const command = (name: string, group: Command['group'] = 'do'): Command => ({ id: name, name, group, run: () => undefined })
const all = [command('Go to “Mine”', 'go'), command('Reply', 'case'), command('Assign to somebody', 'case'), command('Go to Mail ledger', 'go'), command('New case'), command('Märkus', 'case')]
const names = (typed: string) => fitting(all, typed).map((each) => each.name)

test.each([
  ['rep', ['Reply']], ['led', ['Go to Mail ledger']], ['mail go', ['Go to Mail ledger']], ['asm', ['Assign to somebody']], ['mark', ['Märkus']], ['qqq', []], ['mi', ['Go to “Mine”']],
])('%s finds %j first', (typed, found) => expect(names(typed).slice(0, Math.max(1, found.length))).toEqual(found))
test('before anything is typed: what belongs to the case, then the rest', () => expect(fitting(all, '').map((each) => each.group)).toEqual(['case', 'case', 'case', 'do', 'go', 'go']))
