/**
 * What mail programs put before a subject, in the languages they speak. `VS:` means a forward in Danish and a
 * reply in Finnish: good for comparing subjects, never for deciding what a mail is.
 */
const prefix = /^\s*(?:(?:re|aw|antw|antwort|sv|vs|fw|fwd|wg|vb|vl|doorst|edastus|tr|rv|res|enc|rif|ynt|odp|pd|atb|bls|ref|r|i|ha|továbbítás|vá|yml|отв|пер|на|ответ|回复|答复|转发|回覆|轉寄|返信|転送)(?:\s?\[\d{1,3}\]|\s?\(\d{1,3}\)|\^\d{1,3}|\d{1,2})?)\s?[:：]\s*/iu

/** The subject as it was when the conversation began. */
export function bareSubject(subject: string): string {
  let bare = subject.slice(0, 2000).trim()
  for (let round = 0; round < 20; round += 1) {
    const shorter = bare.replace(prefix, '').trimStart()
    if (shorter === bare || shorter === '') break
    bare = shorter
  }
  return bare.replace(/\s+/g, ' ')
}

/** For comparing two subjects. */
export function subjectKey(subject: string): string {
  return bareSubject(subject).normalize('NFKC').toLowerCase()
}

/** `Re: …` once, whatever stood there before. */
export function replySubject(subject: string): string {
  return `Re: ${bareSubject(subject)}`.trimEnd()
}
