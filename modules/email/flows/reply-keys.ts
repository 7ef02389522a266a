import { keyFor } from '#platform/secrets'

/** The key with which reply addresses are signed now; older numbers stay readable when it is changed. */
export const currentReplyKey = 1
export const replyKey = (number: number): Buffer | null => (number >= 1 && number <= currentReplyKey ? keyFor(`reply address ${number}`) : null)
export const messageIdKey = (): Buffer => keyFor('message id')
