import { t } from './i18n.ts'
import './ChannelSign.css'

const bubble = 'M3 4.5h14v9H9.5L6 16.5v-3H3z'
const page = 'M5 2.5h7l3 3v12H5zM12 2.5v3h3'
const paths = {
  email: 'M2.5 4.5h15v11h-15zM2.5 5.5l7.5 5.5 7.5-5.5', chat: bubble, voice: 'M4 3l3-.5 2 4-2 2a10 10 0 0 0 4.5 4.5l2-2 4 2-.5 3C9.5 17 3 10.5 4 3z',
  sms: bubble, fax: page, social: bubble, edi: page, desk: page,
}

/** By which channel something came: a picture for the eye, words for whoever listens. */
export const ChannelSign = ({ channel }: { channel: keyof typeof paths }) => <span className={`channel-sign channel-sign--${channel}`} title={t(`channel.${channel}`)}>
  <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round"><path d={paths[channel]} /></svg><span className="hidden-text">{t(`channel.${channel}`)} </span></span>
