import { lazy } from 'react'

/** What is opened now and then is fetched then: the first page stays light. */
export const AssignDialog = lazy(() => import('./AssignDialog.tsx').then((file) => ({ default: file.AssignDialog })))
export const KeysDialog = lazy(() => import('./KeysDialog.tsx').then((file) => ({ default: file.KeysDialog })))
export const SendLaterDialog = lazy(() => import('./SendLaterDialog.tsx').then((file) => ({ default: file.SendLaterDialog })))
export const StaleReplyDialog = lazy(() => import('./StaleReplyDialog.tsx').then((file) => ({ default: file.StaleReplyDialog })))
