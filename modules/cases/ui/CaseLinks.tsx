import { Link } from 'wouter'
import type { CaseView } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { t } from '#kit/i18n.ts'
import type { Moves } from './moves.ts'

/** How a case came about is its history and stays; what somebody or a rule only thought can be taken back. */
const isUndoable = (kind: CaseView['links'][number]['kind']): boolean => kind === 'related' || kind === 'maybe-related'

/** What this case has to do with others, each with the way there and, where it can be undone, the way back. */
export function CaseLinks({ links, may, moves }: { links: CaseView['links']; may: boolean; moves: Pick<Moves, 'unmerge' | 'unlink'> }) {
  if (!links.length) return null
  return <ul className="case-links">{links.map((link) => <li key={`${link.kind} ${link.caseId}`} className="thread__link">
    <span>{t(`link.${link.kind}`)} <Link href={`/case/${link.caseId}`}>{link.reference} {link.subject}</Link></span>
    {may && link.kind === 'merged-from' ? <Button small look="quiet" onClick={() => moves.unmerge(link.caseId)}>{t('case.unmerge')}<span className="hidden-text"> {link.reference}</span></Button> : null}
    {may && isUndoable(link.kind) ? <Button small look="quiet" aria-label={t('case.unlink', { reference: link.reference })} title={t('case.unlink', { reference: link.reference })} onClick={() => moves.unlink(link)}>✕</Button> : null}
  </li>)}</ul>
}

/** In place of the composer: a case that was merged is worked on elsewhere. */
export function MergedNote({ view, may, moves }: { view: CaseView; may: boolean; moves: Pick<Moves, 'unmerge'> }) {
  const into = view.links.find((each) => each.kind === 'merged-into')
  return <div className="case__closed case__merged"><p>{t('case.merged-note')}</p>
    <span className="row-of">{into ? <Link href={`/case/${into.caseId}`} className="button button--primary">{t('case.merged-go', { reference: into.reference })}</Link> : null}
      {may ? <Button onClick={() => moves.unmerge(view.id)}>{t('case.unmerge')}</Button> : null}</span></div>
}
