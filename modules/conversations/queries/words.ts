import { command } from '#platform/question'

/** Indexes what messages newly say, each in its own language; the first 20,000 characters are what anybody searches for. */
export const foldWords = command<{ messageIds: string[] }>('words: fold', `
  insert into conversations.words (account_id, brand_id, message_id, conversation_id, words)
  select m.account_id, m.brand_id, m.id, m.conversation_id, to_tsvector(conversations.dictionary_of(m.language), left(m.subject || ' ' || m.text, 20000)) || to_tsvector('simple', left(m.author_name || ' ' || m.subject, 1000))
    from conversations.messages m where m.account_id = (select platform.account()) and m.id = any (:messageIds::uuid[])
  on conflict do nothing`)
