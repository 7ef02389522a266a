import type { QueryClient } from '@tanstack/react-query'
import type { CaseView, Draft } from '#contracts/cases'
import { sentence } from '#kit/api.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { cases } from './api.ts'
import { drafts } from './drafts.ts'

/** Stops a sending and puts its text back into the composer, also when another case is open by now. */
export async function takeBack(client: QueryClient, caseId: string, deliveryId: string): Promise<Draft | null> {
  try {
    const draft = await cases.takeBack(deliveryId)
    drafts.restore(caseId, draft, client.getQueryData<CaseView>(['case', caseId])?.lastMessageId ?? null)
    toast(t('delivery.taken-back'))
    return draft
  } catch (error) {
    toast(sentence(error), { tone: 'late' })
    return null
  } finally {
    void client.invalidateQueries({ queryKey: ['case', caseId] })
  }
}
