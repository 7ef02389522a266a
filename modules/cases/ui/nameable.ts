import { useColleagues, useMe } from '#ui/accounts'
import type { CaseView } from '#contracts/cases'

/** Who can be named in a note: colleagues of the brand. Who of them sees too little of it, the server says when it is written. */
export function useNameable({ brandId }: Pick<CaseView, 'brandId'>) {
  const { personId } = useMe()
  return useColleagues().filter((each) => each.id !== personId && each.brandIds.includes(brandId))
}
