/** A mailbox as people write it: `name` is decoded and may be empty, `address` keeps the sender's spelling. */
export type MailAddress = { address: string; name: string }

export type MailPartKind = 'file' | 'image' | 'message' | 'calendar' | 'smime' | 'pgp' | 'tnef' | 'report'

/** Something that came with a mail and is not its text. */
export type MailPart = {
  name: string
  /** What the bytes are, judged by their first bytes where that is possible. */
  contentType: string
  /** What the sender said they are. */
  declaredType: string
  size: number
  contentId: string | null
  inline: boolean
  kind: MailPartKind
  bytes: Uint8Array
  /** May be shown inside a page: a raster picture by its magic bytes, nothing else. */
  safeInline: boolean
  /** Only for kind 'calendar'. */
  calendar: CalendarSummary | null
}

export type CalendarSummary = {
  method: string | null
  summary: string | null
  start: string | null
  end: string | null
  organizer: string | null
}

export type AutomaticReason =
  | 'auto-submitted' | 'precedence' | 'list' | 'autoreply-header' | 'read-receipt' | 'feedback-report'
  | 'bounce' | 'subject' | 'words' | 'null-sender' | 'sender' | 'challenge'
  | 'auto-response-suppress' | 'list-unsubscribe'

/** `automatic`: a machine wrote it. `noAutoAnswer`: a person may have, but no machine may answer it (RFC 3834). */
export type AutomaticMark = {
  automatic: boolean
  noAutoAnswer: boolean
  isList: boolean
  kind: 'auto-reply' | 'bulk' | 'read-receipt' | 'feedback-report' | 'bounce' | 'notification' | null
  reasons: AutomaticReason[]
}

export type BounceRecipient = { address: string; permanent: boolean; status: string | null; diagnostic: string | null }

export type Bounce = {
  recipients: BounceRecipient[]
  /** False while the sending server still tries. */
  permanent: boolean
  status: string | null
  diagnostic: string | null
  /** The Message-ID in the returned headers: the thread back to the mail that we sent. */
  originalMessageId: string | null
}

export type ForwardedMail = {
  from: MailAddress | null
  to: MailAddress[]
  subject: string | null
  date: string | null
  body: string
  /** What the person who forwards wrote on top. */
  note: string
}

export type ParsedMail = {
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  bcc: MailAddress[]
  /** Delivered-To, X-Original-To, Envelope-To and their like: the addresses under which the mail reached us. */
  deliveredTo: string[]
  returnPath: string | null
  subject: string
  sentAt: Date | null
  /** The whole text that is shown. Nothing is ever cut from it; the offsets below point into it. */
  text: string
  /** Decoded and NOT sanitised: never show it. */
  html: string | null
  safeHtml: string | null
  hasRemoteImages: boolean
  /** Only the new words. */
  replyText: string
  /** The range of `text` that repeats an older mail; both null when nothing does. */
  quotedFrom: number | null
  quotedTo: number | null
  signatureFrom: number | null
  attachments: MailPart[]
  /** Lower-case name and decoded value, in order, capped. */
  headers: Array<[string, string]>
  automatic: AutomaticMark
  bounce: Bounce | null
  forwarded: ForwardedMail | null
  /** BCP 47, or null when there is too little to tell. */
  language: string | null
  contentHash: string
  problems: MailProblem[]
}

export type MailProblem =
  | 'header-only' | 'too-many-parts' | 'too-deep' | 'header-truncated' | 'bad-charset' | 'no-boundary'
  | 'bad-date' | 'no-sender' | 'html-too-deep' | 'html-too-large' | 'text-too-large' | 'empty'
