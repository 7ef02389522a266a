import { useEffect, useState, type ReactNode } from 'react'
import { t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'

type Pieces = Record<string, ReactNode>
const files = import.meta.glob<Pieces>(['../../kit/*.fixtures.tsx', '../../modules/*/ui/*.fixtures.tsx'])

/** Every piece of the interface in each of its states, as exported by the fixtures beside it. */
export function FixturesPage() {
  const [pieces, setPieces] = useState<[string, Pieces][]>([])
  useEffect(() => {
    void Promise.all(Object.entries(files).map(async ([path, load]) => [path.replace(/^(\.\.\/)+/, '').replace('.fixtures.tsx', ''), await load()] as [string, Pieces])).then(setPieces)
  }, [])
  return <Page title={t('fixtures.title')}>{pieces.map(([path, states]) => <section key={path} className="stack" aria-label={path}>
    <h2>{path}</h2>
    {Object.entries(states).map(([name, piece]) => <figure key={name} className="stack stack--tight"><figcaption className="meta">{name}</figcaption><div>{piece}</div></figure>)}
  </section>)}</Page>
}
