import type { Admission } from '#platform/http'
import type { Permission, Role, Visibility } from '#platform/permissions'

// Who may what, written down a second time and by hand: what platform/permissions.ts says is held against it, on every route.

const everybody: Role[] = ['agent', 'specialist', 'supervisor', 'manager', 'admin', 'auditor', 'client-viewer']
const working: Role[] = ['agent', 'specialist', 'supervisor', 'manager', 'admin']
const leading: Role[] = ['supervisor', 'manager', 'admin']
const running: Role[] = ['manager', 'admin']
const looking: Role[] = [...leading, 'auditor']

const rolesThat: Record<Permission, Role[]> = {
  'case.see': everybody, 'case.reply': working, 'case.note': working, 'case.change': working, 'case.assign': working,
  'case.take': ['agent', ...leading], 'case.open': ['agent', ...leading],
  'customer.see': everybody, 'customer.change': ['agent', ...leading],
  'ledger.see': looking, 'ledger.act': leading,
  'channel.see': looking, 'channel.change': running,
  'people.see': [...working, 'auditor'], 'people.change': running,
  'brand.see': everybody, 'brand.change': running,
  'events.see': looking,
  'view.share': leading, 'text.share': leading,
}
export const roleMay = (role: Role, admission: Admission): boolean => admission === 'public' || admission === 'signed-in' || rolesThat[admission].includes(role)

/** Which scope of an API token opens a route, besides the role. */
export const scopeFor = (permission: Permission): 'read' | 'write' | 'manage' =>
  permission.endsWith('.see') ? 'read' : ['channel.change', 'people.change', 'brand.change'].includes(permission) ? 'manage' : 'write'

/** Whose a case is, seen from somebody of the first brand: their own, of their team, a colleague's elsewhere; or of another brand or account. */
export type Whose = 'mine' | 'team' | 'others' | 'other brand' | 'other account'
export const whoseAll: Whose[] = ['mine', 'team', 'others', 'other brand', 'other account']
const sights: Record<Visibility, Whose[]> = { own: ['mine'], team: ['mine', 'team'], all: ['mine', 'team', 'others'] }
export const seesCase = (visibility: Visibility, whose: Whose): boolean => sights[visibility].includes(whose)
export const seesBrandOf = (whose: Whose): boolean => whose !== 'other brand' && whose !== 'other account'
