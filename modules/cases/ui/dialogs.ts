import { later } from '#kit/later.tsx'

// What is opened now and then is no weight on the first page; it is fetched once a case is open.
const assign = later(() => import('./AssignDialog.tsx').then((file) => file.AssignDialog))
const keys = later(() => import('./KeysDialog.tsx').then((file) => file.KeysDialog))
const sendLater = later(() => import('./SendLaterDialog.tsx').then((file) => file.SendLaterDialog))
const staleReply = later(() => import('./StaleReplyDialog.tsx').then((file) => file.StaleReplyDialog))

export const [AssignDialog, KeysDialog, SendLaterDialog, StaleReplyDialog] = [assign.Piece, keys.Piece, sendLater.Piece, staleReply.Piece]
export const fetchDialogs = () => { for (const each of [assign, keys, sendLater, staleReply]) each.fetchNow() }
