import type { CaseView, DraftFile } from '#contracts/cases'

/** A draft holds ids only. What they are, the server says with the draft; of what was just brought up, this window knows. */
export function knownFiles() {
  const brought = new Map<string, DraftFile>()
  const remember = (file: DraftFile) => { brought.set(file.id, file) }
  /** One that nobody knows any more goes along all the same, and stands there without a name. From this window, from the drafts, or from the messages of the case: a sending that came back carries its files. */
  const find = (ids: readonly string[], { messages, drafts }: Pick<CaseView, 'messages' | 'drafts'>): DraftFile[] => {
    const known = new Map<string, DraftFile>([
      ...messages.flatMap((each) => each.attachments.map((file) => ({ ...file, contentId: file.contentId ?? file.id }))), ...drafts.flatMap((each) => each.files), ...brought.values(),
    ].map((each) => [each.id, each]))
    return ids.map((id) => known.get(id) ?? { id, name: '', contentType: '', size: 0, contentId: id, url: '' })
  }
  /** Where a picture is that was just brought up: it stands in the text before anything is drawn anew. */
  const urlOf = (contentId: string): string | null => brought.get(contentId)?.url ?? null
  return { remember, find, urlOf }
}
