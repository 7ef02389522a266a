export { MessageCard, type MessageActions } from './MessageCard.tsx'
export { DeliveryLine, type DeliveryActions } from './DeliveryLine.tsx'
export { Attachments } from './Attachments.tsx'
