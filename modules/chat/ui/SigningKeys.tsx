import { useState } from 'react'
import type { Widget } from '#contracts/chat'
import { Button } from '#kit/Button.tsx'
import { CopyLine } from '#kit/CopyLine.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { fullMoment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Part } from '#kit/Page.tsx'
import { Sure } from '#kit/Sure.tsx'
import { widgets, type KeyMade } from './api.ts'

/** The keys with which the site's server says who somebody is. They are made and retired at once, whatever else is being written. */
export function SigningKeys({ widget, may }: { widget: Pick<Widget, 'id' | 'signingKeys'>; may: boolean }) {
  const [made, setMade] = useState<KeyMade | null>(null)
  const [dropping, setDropping] = useState<string | null>(null)
  const make = useDeed(() => widgets.makeKey(widget.id), [['widgets']])
  const drop = useDeed((keyId: string) => widgets.dropKey(widget.id, keyId), [['widgets']], { words: t('widgets.key-retired') })
  return <Part title={t('widgets.keys')} actions={may ? <Button small busy={make.isPending} onClick={() => make.mutate(undefined, { onSuccess: setMade })}>{t('widgets.key-new')}</Button> : null}>
    <p className="meta">{t('widgets.keys-hint')}</p>
    {widget.signingKeys.length ? <ul className="widget-keys">{widget.signingKeys.map((each) => <li key={each.id}><code>{each.id}</code><span className="meta">{fullMoment(each.createdAt)}</span>
      {may ? <Button small look="quiet" onClick={() => setDropping(each.id)}>{t('channels.retire')} …<span className="hidden-text"> {each.id}</span></Button> : null}</li>)}</ul> : <p>{t('widgets.keys-none')}</p>}
    {made ? <Dialog title={t('widgets.key-title')} onClose={() => setMade(null)} foot={<Button look="primary" onClick={() => setMade(null)}>{t('done')}</Button>}>
      <p>{t('channels.secret-hint')}</p><CopyLine label={t('widgets.key-id')} text={made.id} /><CopyLine label={t('channels.secret')} text={made.secret} /><p className="meta">{t('widgets.key-how')}</p>
    </Dialog> : null}
    {dropping ? <Sure title={t('widgets.key-drop')} yes={t('channels.retire')} onClose={() => setDropping(null)} onYes={() => drop.mutate(dropping)}>{t('widgets.key-drop-hint')}</Sure> : null}
  </Part>
}
