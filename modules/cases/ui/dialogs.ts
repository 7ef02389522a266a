import { textsDialog } from '#ui/knowledge'
import { later } from '#kit/later.tsx'

// What is opened now and then is no weight on the first page; it is fetched once a case is open.
const assign = later(() => import('./AssignDialog.tsx').then((file) => file.AssignDialog))
const customer = later(() => import('./CustomerDialog.tsx').then((file) => file.CustomerDialog))
const findCase = later(() => import('./FindCaseDialog.tsx').then((file) => file.FindCaseDialog))
const keys = later(() => import('./KeysDialog.tsx').then((file) => file.KeysDialog))
const mergeCustomer = later(() => import('./MergeCustomerDialog.tsx').then((file) => file.MergeCustomerDialog))
const sendLater = later(() => import('./SendLaterDialog.tsx').then((file) => file.SendLaterDialog))
const snooze = later(() => import('./SnoozeDialog.tsx').then((file) => file.SnoozeDialog))
const staleReply = later(() => import('./StaleReplyDialog.tsx').then((file) => file.StaleReplyDialog))
const suggestions = later(() => import('./Suggestions.tsx').then((file) => file.Suggestions))
const reading = later(() => import('./SearchReading.tsx').then((file) => file.SearchReading))
export const TextsDialog = textsDialog.Piece
const viewDialog = later(() => import('./ViewDialog.tsx').then((file) => file.ViewDialog))

export const [Suggestions, SearchReading, ViewDialog] = [suggestions.Piece, reading.Piece, viewDialog.Piece]
export const fetchSearchPieces = () => { for (const each of [suggestions, reading]) each.fetchNow() }
export const [AssignDialog, CustomerDialog, FindCaseDialog, KeysDialog, MergeCustomerDialog, SendLaterDialog, SnoozeDialog, StaleReplyDialog] = [assign.Piece, customer.Piece, findCase.Piece, keys.Piece, mergeCustomer.Piece, sendLater.Piece, snooze.Piece, staleReply.Piece]
/** Writing with looks weighs as much as the rest of the desk. */
const editor = later(() => import('#kit/editor/Editor.tsx').then((file) => file.Editor))
export const Editor = editor.Piece
export const fetchDialogs = () => { for (const each of [editor, assign, customer, findCase, keys, mergeCustomer, sendLater, snooze, staleReply, textsDialog]) each.fetchNow() }
