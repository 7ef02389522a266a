import { z } from 'zod'
import { command, question } from '#platform/question'

/** Indexes what messages newly say, each in its own language; the first 20,000 characters are what anybody searches for. */
export const foldWords = command<{ messageIds: string[] }>('words: fold', `
  insert into conversations.words (account_id, brand_id, message_id, conversation_id, words)
  select m.account_id, m.brand_id, m.id, m.conversation_id, to_tsvector(conversations.dictionary_of(m.language), left(m.subject || ' ' || m.text, 20000)) || to_tsvector('simple', left(m.author_name || ' ' || m.subject, 1000))
    from conversations.messages m where m.account_id = (select platform.account()) and m.id = any (:messageIds::uuid[])
  on conflict do nothing`)

/** A case's new subject is found as well as what was said under the old one. */
export const addWords = command<{ messageId: string; text: string }>('words: add', `
  update conversations.words set words = words || to_tsvector('simple', left(:text, 1000)) where account_id = (select platform.account()) and message_id = :messageId`)

/** Some words before and behind what was found, the finds between two signs that stand nowhere else. Of long messages the beginning is looked at. */
export const snippets = question<{ messageIds: string[]; query: string; begins: string; ends: string }, z.ZodObject<{ messageId: z.ZodUUID; snippet: z.ZodString }>>('words: snippets', z.object({ messageId: z.uuid(), snippet: z.string() }), `
  select m.id as "messageId", ts_headline(conversations.dictionary_of(m.language), translate(left(m.text, 4000), :begins || :ends, ''), :query::tsquery,
         'MaxFragments=1, MaxWords=22, MinWords=12, FragmentDelimiter=…, StartSel=' || :begins || ', StopSel=' || :ends) as snippet
    from conversations.messages m where m.account_id = (select platform.account()) and m.id = any (:messageIds::uuid[])`)
