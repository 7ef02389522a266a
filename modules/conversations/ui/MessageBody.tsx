import { useId, useState } from 'react'
import type { Message } from '#contracts/conversations'
import { Button } from '#kit/Button.tsx'
import { t } from '#kit/i18n.ts'
import { frameHeight } from './frame-height.ts'
import { partsWithNames } from './named.ts'

/** The words, as text or as they were written. HTML only ever stands in a sandbox without scripts and without our origin. */
export function MessageBody({ message, plain }: { message: Message; plain: boolean }) {
  const [images, setImages] = useState(false)
  const [tall, setTall] = useState(false)
  const [unfolded, setUnfolded] = useState(false)
  const id = useId()
  const height = frameHeight(message.text, message.attachments.filter((each) => each.inline).length)
  return <>
    {plain ? <div className="message__text" dir="auto" lang={message.language ?? undefined}>{message.text ? partsWithNames(message.text, message.kind === 'note' ? message.writtenHtml : null).map(({ words, named }, n) => (named ? <b key={n} className="message__named">{words}</b> : words)) : <span className="meta">{t('message.empty')}</span>}</div>
      : <div className="message__frame-box">
          {message.hasRemoteImages && !images ? <p className="message__images"><span>{t('message.images-blocked')}</span> <Button small onClick={() => setImages(true)}>{t('message.images')}</Button></p> : null}
          <iframe className="message__frame" style={{ height: tall ? '75vh' : `${height}rem` }} sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" referrerPolicy="no-referrer"
            title={t('message.frame', { name: message.author.name })} src={`/api/v1/messages/${message.id}/frame?images=${images ? 1 : 0}`} />
          <Button small look="quiet" aria-expanded={tall} onClick={() => setTall(!tall)}>{tall ? t('message.collapse') : t('message.expand')}</Button>
        </div>}
    {plain && message.hidden ? <>
      <button type="button" className="message__fold" aria-expanded={unfolded} aria-controls={id} aria-label={unfolded ? t('message.quoted-hide') : t('message.quoted')} onClick={() => setUnfolded(!unfolded)}>•••</button>
      <div id={id} hidden={!unfolded} className="message__hidden" dir="auto">{message.hidden}</div>
    </> : null}
  </>
}
