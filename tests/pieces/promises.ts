import { z } from 'zod'
import { ApiToken, ApiTokenInput, ApiTokenMade, Brand, BrandInput, Colleague, Invitation, InvitationAcceptance, InvitationInput, InvitationMade, InvitationView, Me, MyChange, PasswordReset, PasswordResetRequest, Person, PersonChange, RecoveryCodes, SecondFactorCode, SecondFactorSetUp, Session, SetUp, SetUpState, SignIn, SignInAnswer, Team, TeamInput } from '#contracts/accounts'
import { Assignment, BulkAction, BulkInput, CaseChange, CaseCounts, CaseField, CaseFieldChange, CaseFieldInput, CasePage, CaseRow, CaseView, Draft, DraftInput, DraftSaved, ForwardInput, LinkInput, Merging, MessageSent, NewCaseInput, NoteInput, ReplyInput, SavedView, SavedViewInput, Snooze, Split, StatusChange, Timeline, ViewCounts, ViewOrder } from '#contracts/cases'
import { AgentLine, AgentLineKept, AgentTalk, AgentTalks, AgentTyping, Availability, ChatCounts, EarlierTalk, Greeting, Invitation as TalkInvitation, MyAvailability, Reading, SigningKeyMade, TalkLines, Transfer, Visitor, Widget, WidgetInput, WrapUp } from '#contracts/chat'
import { Customer, CustomerChange, CustomerHits, CustomerMerging } from '#contracts/customers'
import { CheckReport, FileNow, LedgerBalance, LedgerEntry, LedgerPage, Mailbox, MailboxInput, OutboxPage, Sender } from '#contracts/email'
import { Text, TextInput } from '#contracts/knowledge'
import { ReplayInput, Replayed, Webhook, WebhookDelivery, WebhookDeliveryPage, WebhookInput, WebhookMade, WebhookSecret } from '#contracts/webhooks'

/** What the server promises of an address: what it hears, and what it answers (null: nothing). `tests/house/promises.test.ts` holds this against the server. */
export type Promised = { hears?: z.ZodType; answers: z.ZodType | null }
const rows = (row: z.ZodType) => z.object({ rows: z.array(row) })
const says = (answers: z.ZodType | null, hears?: z.ZodType): Promised => ({ answers, ...hears ? { hears } : {} })

export const promises: Record<string, Promised> = {
  'GET setup': says(SetUpState), 'POST setup': says(SignInAnswer, SetUp), 'POST session': says(SignInAnswer, SignIn), 'POST session/second-factor': says(SignInAnswer, SecondFactorCode),
  'GET invitation-links/{token}': says(InvitationView), 'POST invitation-links/{token}': says(SignInAnswer, InvitationAcceptance), 'POST password-resets': says(null, PasswordResetRequest), 'PUT password-resets': says(null, PasswordReset),
  'GET me': says(Me), 'PATCH me': says(Me, MyChange), 'PUT me/password': says(null), 'GET me/sessions': says(rows(Session)), 'DELETE me/sessions/{id}': says(null),
  'POST me/second-factor': says(SecondFactorSetUp), 'PUT me/second-factor': says(RecoveryCodes), 'DELETE me/second-factor': says(null),
  'GET api-tokens': says(rows(ApiToken)), 'POST api-tokens': says(ApiTokenMade, ApiTokenInput), 'DELETE api-tokens/{id}': says(null),
  'GET brands': says(rows(Brand)), 'POST brands': says(Brand, BrandInput), 'PUT brands/{id}': says(Brand, BrandInput),
  'GET teams': says(rows(Team)), 'POST teams': says(Team, TeamInput), 'PATCH teams/{id}': says(Team), 'DELETE teams/{id}': says(null),
  'GET colleagues': says(rows(Colleague)), 'GET people': says(rows(Person)), 'PATCH people/{id}': says(Person, PersonChange), 'DELETE people/{id}/sessions': says(null),
  'GET invitations': says(rows(Invitation)), 'POST invitations': says(InvitationMade, InvitationInput), 'DELETE invitations/{id}': says(null),

  'GET cases': says(CasePage), 'GET cases/counts': says(CaseCounts), 'POST cases': says(CaseView, NewCaseInput), 'GET cases/{id}': says(CaseView), 'PATCH cases/{id}': says(CaseRow, CaseChange),
  'PUT cases/{id}/assignment': says(CaseRow, Assignment), 'PUT cases/{id}/taking': says(CaseRow), 'PUT cases/{id}/status': says(CaseRow, StatusChange), 'PUT cases/{id}/reading': says(null), 'DELETE cases/{id}/closing': says(CaseRow),
  'PUT cases/{id}/following': says(null), 'DELETE cases/{id}/following': says(null), 'PUT cases/{id}/snooze': says(CaseRow, Snooze), 'DELETE cases/{id}/snooze': says(CaseRow),
  'PUT cases/{id}/merging': says(CaseRow, Merging), 'DELETE cases/{id}/merging': says(CaseRow), 'POST cases/{id}/splits': says(CaseRow, Split), 'PUT cases/{id}/links': says(null, LinkInput), 'DELETE cases/{id}/links': says(null),
  'POST cases/{id}/replies': says(MessageSent, ReplyInput), 'POST cases/{id}/notes': says(MessageSent, NoteInput), 'POST cases/{id}/forwards': says(MessageSent, ForwardInput),
  'PUT cases/{id}/drafts/{kind}': says(DraftSaved, DraftInput), 'DELETE cases/{id}/drafts/{kind}': says(null), 'DELETE deliveries/{id}': says(Draft), 'POST deliveries/{id}/retries': says(MessageSent), 'PUT deliveries/{id}/arrival': says(null),
  'POST bulk-actions': says(BulkAction, BulkInput), 'GET bulk-actions/{id}': says(BulkAction), 'PUT bulk-actions/{id}/undoing': says(BulkAction),
  'GET saved-views': says(rows(SavedView)), 'GET saved-views/counts': says(ViewCounts), 'POST saved-views': says(SavedView, SavedViewInput), 'PUT saved-views/{id}': says(SavedView, SavedViewInput), 'DELETE saved-views/{id}': says(null), 'PUT saved-view-order': says(rows(SavedView), ViewOrder),
  'GET case-fields': says(rows(CaseField)), 'POST case-fields': says(CaseField, CaseFieldInput), 'PATCH case-fields/{id}': says(CaseField, CaseFieldChange), 'PUT case-fields/{id}/retirement': says(CaseField), 'DELETE case-fields/{id}/retirement': says(CaseField),

  'GET customers': says(CustomerHits), 'PATCH customers/{id}': says(Customer, CustomerChange), 'PUT customers/{id}/merging': says(Customer, CustomerMerging), 'DELETE customers/{id}/merging': says(Customer), 'GET customers/{id}/timeline': says(Timeline),
  'GET texts': says(rows(Text)), 'POST texts': says(Text, TextInput), 'PUT texts/{id}': says(Text, TextInput), 'DELETE texts/{id}': says(null),

  'GET mailboxes': says(rows(Mailbox)), 'POST mailboxes': says(Mailbox, MailboxInput), 'PUT mailboxes/{id}': says(Mailbox, MailboxInput), 'PUT mailboxes/{id}/pause': says(Mailbox), 'DELETE mailboxes/{id}/pause': says(Mailbox), 'DELETE mailboxes/{id}': says(null), 'POST mailbox-checks': says(CheckReport), 'GET senders': says(rows(Sender)),
  'GET ledger': says(LedgerPage), 'GET ledger/balance': says(rows(LedgerBalance)), 'PUT ledger/{id}/filing': says(LedgerEntry, FileNow), 'PUT ledger/{id}/rejection': says(LedgerEntry), 'GET outbox': says(OutboxPage),
  'GET webhooks': says(rows(Webhook)), 'GET webhooks/{id}': says(Webhook), 'POST webhooks': says(WebhookMade, WebhookInput), 'PUT webhooks/{id}': says(Webhook, WebhookInput), 'DELETE webhooks/{id}': says(null), 'PUT webhooks/{id}/pause': says(Webhook), 'DELETE webhooks/{id}/pause': says(Webhook),
  'POST webhooks/{id}/tests': says(WebhookDelivery), 'POST webhooks/{id}/secret': says(WebhookSecret), 'GET webhooks/{id}/deliveries': says(WebhookDeliveryPage), 'POST webhooks/{id}/replays': says(Replayed, ReplayInput),

  'GET chats': says(AgentTalks), 'GET chats/counts': says(ChatCounts), 'PUT chats/availability': says(MyAvailability, Availability), 'GET talks/{id}': says(TalkLines), 'POST talks/{id}/lines': says(AgentLineKept, AgentLine), 'PUT talks/{id}/taking': says(AgentTalk), 'PUT talks/{id}/reading': says(null, Reading), 'POST talks/{id}/typing': says(null, AgentTyping),
  'POST talks/{id}/transfer': says(AgentTalk.nullable(), Transfer), 'POST talks/{id}/invitation': says(null, TalkInvitation), 'POST talks/{id}/ending': says(AgentTalk, WrapUp),
  'GET visitors': says(rows(Visitor)), 'GET visitors/{id}/talks': says(rows(EarlierTalk)), 'PUT visitors/{id}/block': says(null), 'DELETE visitors/{id}/block': says(null), 'POST visitors/{id}/greeting': says(null, Greeting),
  'GET widgets': says(rows(Widget)), 'POST widgets': says(Widget, WidgetInput), 'PUT widgets/{id}': says(Widget, WidgetInput), 'DELETE widgets/{id}': says(null), 'POST widgets/{id}/signing-keys': says(SigningKeyMade), 'DELETE widgets/{id}/signing-keys/{keyId}': says(null),
}
