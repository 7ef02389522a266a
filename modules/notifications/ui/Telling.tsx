import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { cases } from '#ui/cases'
import type { Settings, Told, ToldPage } from '#contracts/notifications'
import { useCaseAtHand } from '#kit/at-hand.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { useVisible } from '#kit/visible.ts'
import { useSettings } from './api.ts'
import { showOutside, takeAway } from './browser-notice.ts'
import { claim, claimSound } from './claim.ts'
import { caseIn, howLoud, keyOf, newsSince } from './how-loud.ts'
import { newsLimit, useNews } from './news.ts'
import { chime } from './sound.ts'
import { aloud, hrefOf, sentenceOf } from './words.ts'

/** A window that is seen tells first; a hidden one waits, and finds that it was told. */
const hiddenWaitsMs = 700
/** More than these at once are told as one. */
const most = 3
const many = 'many'

/** Tells aloud what is new, as its reader wants it; draws nothing. `onShow` opens the list. */
export function Telling({ onShow }: { onShow: () => void }) {
  const news = useNews().data
  const settings = useSettings().data
  const visible = useVisible()
  const [path, go] = useLocation()
  const said = useCaseAtHand()
  const caseAtHand = caseIn(path) ?? said
  const around = useRef<Around>(null)
  around.current = { settings, news, caseAtHand, visible, path, go, onShow }
  const since = useRef(newsSince())

  useEffect(() => {
    if (!news || !settings) return
    const fresh = since.current(news.rows)
    takeAway((key) => (key === many ? news.unread === 0 : !news.rows.some((each) => each.id === key)))
    if (!fresh.length) return
    // As things are by then: a pause may have begun, or a window come into sight.
    const tell = () => void tellAloud(fresh, around.current!)
    if (around.current!.visible) { tell(); return }
    setTimeout(tell, hiddenWaitsMs)
  }, [news, settings])

  useReadAtHand(news, visible ? caseAtHand : null)
  return null
}

type Around = { settings: Settings | undefined; news: ToldPage | undefined; caseAtHand: string | null; visible: boolean; path: string; go: (href: string) => void; onShow: () => void }

async function tellAloud(found: readonly Told[], { settings, news, caseAtHand, visible, path, go, onShow }: Around) {
  if (!settings || !news) return
  // What was read meanwhile, wherever that was, is told no more.
  const fresh = found.filter((row) => news.rows.some((each) => each.id === row.id))
  const loud = fresh.map((row) => ({ row, how: howLoud(row, settings, { caseAtHand, visible, now: new Date() }) }))
  const mine = new Set(await claim(fresh.map(keyOf)))
  const several = (count: number) => (count < newsLimit ? t('notify.many', { count }) : t('notify.unread', { count: news.unread }))
  const toShow = (row: Told) => () => go(hrefOf(row, path))
  // Every window in sight shows its own; outside of the page, and to the ear, one window speaks for all.
  const inPage = loud.filter((each) => each.how.toast).map((each) => each.row)
  if (inPage.length > most) toast(several(inPage.length), { way: { label: t('notify.show'), run: onShow } })
  else for (const row of inPage) toast([sentenceOf(row), row.case?.reference].filter(Boolean).join(' · '), { until: Date.now() + 8_000, way: { label: t('notify.show'), run: toShow(row) } })
  const ours = loud.filter((each) => mine.has(keyOf(each.row)))
  const outside = ours.filter((each) => each.how.browser).map((each) => each.row)
  if (outside.length > most) showOutside(many, { title: 'Balie', body: several(outside.length) }, onShow)
  else for (const row of outside) showOutside(row.id, aloud(row, settings.contents), toShow(row))
  if (ours.some((each) => each.how.sound) && await claimSound()) await chime(settings.volume)
}

/** What is told of the case that lies open is read by that. */
function useReadAtHand(news: ToldPage | undefined, caseId: string | null) {
  const unread = caseId !== null && news?.rows.some((each) => each.case?.id === caseId) ? news.rows.filter((each) => each.case?.id === caseId).map(keyOf).join() : ''
  useEffect(() => { if (caseId && unread) void cases.read(caseId).catch(() => undefined) }, [caseId, unread])
}
