import { z } from 'zod'
import { command, question } from '#platform/question'

const Stored = z.object({
  id: z.uuid(), brandId: z.uuid(), caseId: z.uuid(), authorId: z.uuid(), kind: z.enum(['reply', 'forward']), askedPerson: z.uuid().nullable(), askedTeam: z.uuid().nullable(), state: z.enum(['asked', 'returned', 'approved', 'sent', 'ended']),
  forwardOf: z.uuid().nullable(), withFiles: z.boolean(), decidedBy: z.uuid().nullable(), approvedVersion: z.number().nullable(), messageId: z.uuid().nullable(), at: z.date(),
})
export type StoredReview = z.infer<typeof Stored>
const columns = 'r.id, r.brand_id as "brandId", r.case_id as "caseId", r.author_id as "authorId", r.kind, r.asked_person as "askedPerson", r.asked_team as "askedTeam", r.state, r.forward_of as "forwardOf", r.with_files as "withFiles", r.decided_by as "decidedBy", r.approved_version as "approvedVersion", r.message_id as "messageId", r.at'
/** Also of what was merged into the case: the work goes on where it leads. */
const ofCaseOrMerged = '(r.case_id = :caseId or r.case_id in (select id from cases.cases where account_id = (select platform.account()) and merged_into = :caseId))'

/** Those that are open and concern somebody: as author, or as who is asked, alone or with a team. */
export const openReviewsFor = question<{ caseId: string; personId: string; teamIds: string[] }, typeof Stored>('reviews: open for', Stored, `
  select ${columns} from cases.reviews r where r.account_id = (select platform.account()) and ${ofCaseOrMerged} and r.settled_at is null
     and (r.author_id = :personId or r.asked_person = :personId or r.asked_team = any (:teamIds::uuid[])) order by r.at, r.id`)
export const openReviewOf = question<{ caseId: string; authorId: string; kind: string }, typeof Stored>('reviews: open of', Stored, `
  select ${columns} from cases.reviews r where r.account_id = (select platform.account()) and ${ofCaseOrMerged} and r.author_id = :authorId and r.kind = :kind and r.settled_at is null order by r.at desc limit 1 for update`)
export const reviewForUpdate = question<{ id: string }, typeof Stored>('reviews: for update', Stored, `select ${columns} from cases.reviews r where r.account_id = (select platform.account()) and r.id = :id for update`)
export const reviewById = question<{ id: string }, typeof Stored>('reviews: by id', Stored, `select ${columns} from cases.reviews r where r.account_id = (select platform.account()) and r.id = :id`)

export type Asked = { id: string; askedPerson: string | null; askedTeam: string | null; forwardOf: string | null; withFiles: boolean }
export const addReview = command<Asked & { accountId: string; brandId: string; caseId: string; authorId: string; kind: string }>('reviews: add', `
  insert into cases.reviews (account_id, brand_id, id, case_id, author_id, kind, asked_person, asked_team, forward_of, with_files)
  values (:accountId, :brandId, :id, :caseId, :authorId, :kind, :askedPerson, :askedTeam, :forwardOf, :withFiles)`)
/** The same draft again, or somebody else for it. */
export const askAgain = command<Asked>('reviews: ask again', `
  update cases.reviews set asked_person = :askedPerson, asked_team = :askedTeam, forward_of = :forwardOf, with_files = :withFiles, state = 'asked', decided_by = null, approved_version = null
   where account_id = (select platform.account()) and id = :id`)
export const putReviewState = command<{ id: string; state: string; decidedBy: string | null; approvedVersion: number | null; messageId: string | null }>('reviews: put state', `
  update cases.reviews set state = :state, decided_by = coalesce(:decidedBy, decided_by), approved_version = :approvedVersion, message_id = :messageId, settled_at = case when :state in ('sent', 'ended') then now() end
   where account_id = (select platform.account()) and id = :id`)
/** Whoever sends or drops a draft alone needs nobody to look over it any more. */
export const endReviewsOf = command<{ caseId: string; authorId: string; kind: string }>('reviews: end of', `
  update cases.reviews r set state = 'ended', settled_at = now() where r.account_id = (select platform.account()) and ${ofCaseOrMerged} and r.author_id = :authorId and r.kind = :kind and r.settled_at is null`)

const Remark = z.object({ reviewId: z.uuid(), personId: z.uuid(), text: z.string(), at: z.date() })
export const remarksOf = question<{ reviewIds: string[] }, typeof Remark>('reviews: remarks', Remark, `
  select review_id as "reviewId", person_id as "personId", text, at from cases.review_remarks where account_id = (select platform.account()) and review_id = any (:reviewIds::uuid[]) order by at, id`)
export const addRemark = command<{ accountId: string; brandId: string; id: string; reviewId: string; personId: string; text: string }>('reviews: add remark', `
  insert into cases.review_remarks (account_id, brand_id, id, review_id, person_id, text) values (:accountId, :brandId, :id, :reviewId, :personId, :text)`)

const Holding = z.object({ caseId: z.uuid(), authorId: z.uuid(), askedPerson: z.uuid().nullable(), askedTeam: z.uuid().nullable() })
/** In which shared drafts a file stands. */
export const reviewsWithFile = question<{ fileId: string }, typeof Holding>('reviews: with a file', Holding, `
  select r.case_id as "caseId", r.author_id as "authorId", r.asked_person as "askedPerson", r.asked_team as "askedTeam"
    from cases.drafts d join cases.reviews r on r.account_id = d.account_id and r.case_id = d.case_id and r.author_id = d.person_id and r.kind = d.kind and r.settled_at is null
   where d.account_id = (select platform.account()) and d.attachment_ids @> array[:fileId::uuid]`)
