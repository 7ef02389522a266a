import { z } from 'zod'
import { db } from '#platform/db'
import type { Http } from '#platform/http'
import { DraftInput, MessageSent, Review, ReviewAsked, ReviewRemark, ReviewReturn, ReviewSending, ReviewVersion, SecondEyes, SecondEyesInput } from './contract.ts'
import { caseToRead, scopeOf } from './flows/case-in-sight.ts'
import { reviewsFor } from './flows/present-reviews.ts'
import { approveReview, askForReview, editReviewed, remarkOnReview, returnReview, withdrawReview } from './flows/reviews.ts'
import { changeSecondEyes, secondEyes } from './flows/second-eyes.ts'
import { sendReviewed } from './flows/send-reviewed.ts'

const ById = z.object({ id: z.uuid() })
const one = { 200: Review }

/** A second pair of eyes: drafts that are shown to a colleague, who changes, approves, hands back or sends them; and whose letters need that. */
export function reviewRoutes(app: Http, { undoSeconds }: { undoSeconds: number }) {
  const may = { may: 'case.reply' } as const
  app.get('/api/v1/cases/:id/reviews', { config: may, schema: { params: ById, response: { 200: z.object({ rows: z.array(Review) }) } } }, ({ actor, params }) => db().reading(scopeOf(actor), async (tx) => {
    const held = await caseToRead(tx, actor, params.id)
    return { rows: await reviewsFor(tx, actor, held.id, held) }
  }))
  app.post('/api/v1/cases/:id/reviews', { config: may, schema: { params: ById, body: ReviewAsked, response: { 201: Review } } }, async ({ actor, params, body }, answer) => {
    const review = await db().transaction(scopeOf(actor), (tx) => askForReview(tx, actor, params.id, body))
    return answer.status(201).send(review)
  })
  app.put('/api/v1/reviews/:id/draft', { config: may, schema: { params: ById, body: DraftInput, response: one } }, ({ actor, params, body }) => db().transaction(scopeOf(actor), (tx) => editReviewed(tx, actor, params.id, body)))
  app.post('/api/v1/reviews/:id/remarks', { config: may, schema: { params: ById, body: ReviewRemark, response: { 201: Review } } }, async ({ actor, params, body }, answer) => {
    const review = await db().transaction(scopeOf(actor), (tx) => remarkOnReview(tx, actor, params.id, body.text))
    return answer.status(201).send(review)
  })
  app.put('/api/v1/reviews/:id/return', { config: may, schema: { params: ById, body: ReviewReturn, response: one } }, ({ actor, params, body }) => db().transaction(scopeOf(actor), (tx) => returnReview(tx, actor, params.id, body.remark)))
  app.put('/api/v1/reviews/:id/approval', { config: may, schema: { params: ById, body: ReviewVersion, response: one } }, ({ actor, params, body }) => db().transaction(scopeOf(actor), (tx) => approveReview(tx, actor, params.id, body.version)))
  app.post('/api/v1/reviews/:id/sending', { config: may, schema: { params: ById, body: ReviewSending, response: { 201: MessageSent } } }, async ({ actor, params, body }, answer) => {
    const sent = await db().transaction(scopeOf(actor), (tx) => sendReviewed(tx, actor, params.id, body, { now: new Date(), undoSeconds }))
    return answer.status(201).send(sent)
  })
  app.delete('/api/v1/reviews/:id', { config: may, schema: { params: ById } }, async ({ actor, params }, answer) => {
    await db().transaction(scopeOf(actor), (tx) => withdrawReview(tx, actor, params.id))
    return answer.status(204).send()
  })
  app.get('/api/v1/second-eyes', { config: { may: 'brand.change' }, schema: { response: { 200: z.object({ rows: z.array(SecondEyes) }) } } }, ({ actor }) => db().reading(scopeOf(actor), async (tx) => ({ rows: await secondEyes(tx, actor) })))
  app.put('/api/v1/second-eyes/:id', { config: { may: 'brand.change' }, schema: { params: ById, body: SecondEyesInput, response: { 200: SecondEyes } } }, ({ actor, params, body }) => db().transaction(scopeOf(actor), (tx) => changeSecondEyes(tx, actor, params.id, body)))
}
