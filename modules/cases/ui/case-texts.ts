import { useMay, useMe } from '#ui/accounts'
import type { CaseView } from '#contracts/cases'
import type { Text, TextVariant } from '#contracts/knowledge'
import type { Words } from '#kit/editor/looks.ts'
import { byShortcut, chooseVariant, dayAt, fillText, firstNameOf, textsOfBrand, useTexts, type Filled } from '#ui/knowledge'

export type CaseTexts = { mayUse: boolean; all: readonly Text[] | undefined; wishes: ReadonlyArray<string | null | undefined>; fill: (variant: TextVariant) => Filled; expand: (shortcut: string) => { words: Words; text: Text } | null }

/** The texts that can be said in this case, and what their variables are here. */
export function useCaseTexts(view: CaseView): CaseTexts {
  const me = useMe()
  const mayUse = useMay()('case.reply')
  const { data } = useTexts(mayUse)
  const brand = me.brands.find((each) => each.id === view.brandId)
  const all = data && textsOfBrand(data, view.brandId)
  const { customer, customerPanel } = view
  // As the customer wrote last; they may have changed to a language that they are better at.
  const wishes = [view.messages.findLast((each) => each.kind === 'in' && each.language)?.language, customerPanel.language, brand?.language]
  const fill = (variant: TextVariant) => fillText(variant, {
    'customer.name': customer.name.includes('@') ? '' : customer.name, 'customer.first-name': firstNameOf(customer.name), 'case.reference': view.reference, 'case.subject': view.subject,
    'agent.name': me.name, 'agent.first-name': firstNameOf(me.name), 'brand.name': brand?.name ?? '', 'today': dayAt(new Date(), variant.language, customerPanel.timeZone ?? brand?.timeZone ?? null),
  })
  const expand = (shortcut: string) => { const text = all && byShortcut(all, shortcut); return text ? { words: fill(chooseVariant(text.variants, wishes)).words, text } : null }
  return { mayUse, all, wishes, fill, expand }
}
