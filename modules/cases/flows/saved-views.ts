import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { may, mayShare, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import type { SavedView, SavedViewInput } from '../contract.ts'
import { readSearch, sentenceOf } from '../domain/read-search.ts'
import { viewChanged } from '../events.ts'
import { dropView, keepView, viewForUpdate, viewsFor, type StoredView } from '../queries/saved-views.ts'
import { byPerson } from './case-in-sight.ts'
import { readFilters } from './read-filters.ts'

const mayChange = (actor: Actor, view: StoredView) => may(actor, 'case.see') && (view.ownerId === actor.personId || (!view.ownerId && mayShare(actor, 'view.share', view.brandId)))

export const presentView = (actor: Actor, view: StoredView): SavedView => ({ id: view.id, name: view.name, icon: view.icon, query: view.query, shared: !view.ownerId, brandId: view.brandId, hidden: view.hidden, version: view.version, mayChange: mayChange(actor, view) })
export const savedViews = async (tx: Tx, actor: Actor): Promise<SavedView[]> => (await viewsFor(tx, { personId: actor.personId })).map((each) => presentView(actor, each))

/** Keeps a new view, or what one is to be from now on. @throws Refusal when its query makes no sense, so that no view is empty without saying why. */
export async function saveView(tx: Tx, actor: Actor, id: string | null, input: z.infer<typeof SavedViewInput>, seen?: Seen): Promise<SavedView> {
  if (id) await viewToChange(tx, actor, id, seen)
  const brandId = input.shared ? input.brandId : null
  if (brandId && !may(actor, 'case.see', { brandId })) throw unknown('brand')
  if (input.shared && !mayShare(actor, 'view.share', brandId)) throw new Refusal('forbidden', brandId ? 'Your role does not let you share views of this brand.' : 'Your role does not let you share views with everybody.')
  const { problems: [problem] } = await readFilters(tx, actor, readSearch(input.query), new Date())
  if (problem) throw new Refusal('invalid', sentenceOf(problem), { problem })
  const [kept, name] = [id ?? newId(), plain(input.name).trim()]
  // One sign as people count them: a flag or a face is several characters.
  const icon = new Intl.Segmenter().segment(plain(input.icon).trim()).containing(0)?.segment ?? '?'
  await keepView(tx, { accountId: actor.accountId, id: kept, brandId, ownerId: input.shared ? null : actor.personId, name: name || input.query, icon, query: plain(input.query), createdBy: actor.personId })
  if (input.shared) await announce(tx, byPerson(actor), viewChanged({ brandId, subjectId: kept }, {}))
  const [view] = await viewForUpdate(tx, { id: kept, personId: actor.personId })
  return presentView(actor, view!)
}

export async function removeView(tx: Tx, actor: Actor, id: string, seen?: Seen): Promise<void> {
  const view = await viewToChange(tx, actor, id, seen)
  await dropView(tx, { id })
  if (!view.ownerId) await announce(tx, byPerson(actor), viewChanged({ brandId: view.brandId, subjectId: id }, {}))
}

async function viewToChange(tx: Tx, actor: Actor, id: string, seen: Seen): Promise<StoredView> {
  const [view] = await viewForUpdate(tx, { id, personId: actor.personId })
  if (!view) throw unknown('view')
  if (!mayChange(actor, view)) throw new Refusal('forbidden', 'This view is shared by others. Save it under a name of your own to change it.')
  holdToWhatWasSeen(seen, presentView(actor, view))
  return view
}
