import { useState } from 'react'
import type { Settings } from '#contracts/notifications'
import { Button } from '#kit/Button.tsx'
import { Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { permissionNow, showOutside } from './browser-notice.ts'
import { aloud } from './words.ts'
import { told } from './sample-told.ts'

/** What this browser may do is its own matter, and it is asked only when somebody asks for it. How much it says is kept for all of one's browsers. */
export function BrowserPart({ contents, onChange, permission }: { contents: Settings['contents']; onChange: (contents: Settings['contents']) => void; permission?: ReturnType<typeof permissionNow> }) {
  const [now, setNow] = useState(permission ?? permissionNow)
  const ask = () => void Notification.requestPermission().then(setNow)
  return <div className="stack">
    <p role="status">{t(`notify.browser.${now}`)}</p>
    {now === 'default' ? <div><Button look="primary" onClick={ask}>{t('notify.browser.allow')}</Button></div> : null}
    {now === 'none' ? null : <div className="volume">
      <Select label={t('notify.contents')} options={(['full', 'discreet'] as const).map((value) => ({ value, label: t(`notify.contents.${value}`) }))} value={contents} onChange={(event) => onChange(event.target.value as Settings['contents'])} />
      {now === 'granted' ? <Button onClick={() => showOutside('trial', aloud(told('answered'), contents), () => undefined)}>{t('notify.try')}</Button> : null}
    </div>}
  </div>
}
