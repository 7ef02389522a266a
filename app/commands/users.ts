import { addByOperator, brandsForOperator, peopleForOperator, resetByOperator, setStatusByOperator } from '#modules/accounts'
import { roles, visibilities, type Role, type Visibility } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { accountNamed } from './archive.ts'

type Say = (words: string) => void

export async function listUsers(account: string | undefined, say: Say): Promise<void> {
  const accountId = await accountNamed(account)
  const [people, brands] = [await peopleForOperator(accountId), await brandsForOperator(accountId)]
  const nameOf = new Map(brands.map((each) => [each.id, each.name]))
  const rows = people.map((each) => [each.email, each.name, each.role, each.status, each.lastSeenAt?.slice(0, 16).replace('T', ' ') ?? 'never', each.grants.map((grant) => nameOf.get(grant.brandId) ?? '').join(', ')])
  const heads = ['e-mail', 'name', 'role', 'status', 'last seen', 'brands']
  const widths = heads.map((head, n) => Math.max(head.length, ...rows.map((row) => row[n]!.length)))
  for (const row of [heads, ...rows]) say(row.map((cell, n) => (n === row.length - 1 ? cell : cell.padEnd(widths[n]!))).join('  ').trimEnd())
}

export type NewUser = { email: string; name: string; role: string; sees: string; brand: string[]; account?: string }
export async function addUser({ email, name, role, sees, brand, account }: NewUser, say: Say): Promise<void> {
  if (!roles.includes(role as Role)) throw new Refusal('invalid', `There is no role “${role}”. There are: ${roles.join(', ')}.`)
  if (!visibilities.includes(sees as Visibility)) throw new Refusal('invalid', `One sees ${visibilities.join(', ')}, not “${sees}”.`)
  if (!/^\S+@\S+\.\S+$/.test(email)) throw new Refusal('invalid', `“${email}” is no e-mail address.`)
  const password = await addByOperator(await accountNamed(account), { email, name, role: role as Role, visibility: sees as Visibility, brands: brand })
  say(`${name} can sign in as ${email} with the password ${password}`)
  say('It is shown only this once; it is to be changed after the first time.')
}

export async function resetUser(email: string, wish: { account?: string; secondFactor?: boolean }, say: Say): Promise<void> {
  const password = await resetByOperator(await accountNamed(wish.account), email, { secondFactor: wish.secondFactor ?? false })
  say(`${email} signs in with the password ${password} from now on${wish.secondFactor ? ', without a second factor' : ''}. All sessions have ended.`)
}

export async function setUserStatus(email: string, status: 'active' | 'suspended', wish: { account?: string }, say: Say): Promise<void> {
  await setStatusByOperator(await accountNamed(wish.account), email, status)
  say(status === 'suspended' ? `${email} is not let in any more; all sessions have ended.` : `${email} is let in again.`)
}
