import type { Review } from '#contracts/cases'
import { ReviewCard } from './ReviewCard.tsx'
import { ReviewStrip } from './ReviewStrip.tsx'
import type { Reviewing } from './reviews.ts'
import { review } from './sample-review.ts'
import { SecondEyesCard } from './SecondEyesPage.tsx'

const nothing = async () => undefined
const reviewing = { refresh: nothing, ask: nothing, withdraw: nothing, remark: nothing, giveBack: nothing, approve: nothing, sendInStead: nothing } as unknown as Reviewing
const jonas = { id: 'p2', name: 'Jonas Brandt' }
const strip = (change: Partial<Review>, overtaken = false) => <ReviewStrip review={{ ...review, mine: true, ...change }} version={3} overtaken={overtaken} onTakeTheirs={nothing} onKeepMine={nothing} onSay={nothing} onAskAgain={nothing} onWithdraw={nothing} />
export const asked = <ReviewCard review={review} reviewing={reviewing} />
export const looks = <ReviewCard review={{ ...review, id: 'r2', state: 'approved', decidedBy: jonas, draft: { ...review.draft, subject: 'Ihre Stange', html: '<p>Guten Tag,</p><ul><li>eine <strong>Stange</strong></li></ul>' } }} reviewing={reviewing} />
export const waiting = strip({})
export const approved = strip({ state: 'approved', approvedVersion: 3, decidedBy: jonas })
export const returned = strip({ state: 'returned', decidedBy: jonas })
export const overtaken = strip({}, true)
export const rule = <SecondEyesCard rule={{ brandId: 'b1', roles: ['agent'], personIds: ['p3'] }} brand="Fjeld & Wald" people={[jonas, { id: 'p3', name: 'Ida Tamm' }]} busy={false} onSave={nothing} />
