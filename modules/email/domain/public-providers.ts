/** Houses where anybody can have an address: a mailbox there does not make the whole domain ours. */
const providers = new Set(`gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.de yahoo.co.uk aol.com icloud.com me.com mac.com proton.me protonmail.com
  gmx.de gmx.net gmx.at gmx.com web.de t-online.de freenet.de posteo.de mailbox.org hotmail.dk live.dk jubii.dk mail.dk hotmail.nl live.nl ziggo.nl kpnmail.nl xs4all.nl planet.nl hetnet.nl home.nl
  mail.ee hot.ee online.ee fastmail.com zoho.com mail.com yandex.com`.split(/\s+/))

export const isPublicProvider = (domain: string): boolean => providers.has(domain.toLowerCase())
