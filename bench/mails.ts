import { deflateSync } from 'node:zlib'

const sentences = {
  de: 'Guten Tag, bei meiner Bestellung ist leider etwas schiefgegangen und ich warte seit einer Woche auf eine Antwort von Ihnen.',
  da: 'Hej, der er desværre gået noget galt med min bestilling, og jeg har ventet på svar fra jer i en uge.',
  nl: 'Goedendag, er is helaas iets misgegaan met mijn bestelling en ik wacht al een week op antwoord van jullie.',
  et: 'Tere, minu tellimusega läks kahjuks midagi valesti ja ma olen juba nädal aega teie vastust oodanud.',
  en: 'Hello, something went wrong with my order and I have been waiting for an answer from you for a week.',
}
const languages = Object.keys(sentences) as Array<keyof typeof sentences>

/** Pseudo-random, the same every time. */
function chance(seed: number) {
  let state = seed >>> 0
  return () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32 }
}

/**
 * Mails like those of the anchors: about 6 kB, five languages, 60 % with an HTML part, 5 % with a 40 kB picture.
 * Every second one answers a mail that is there (`answers` says how many those are).
 */
export function mailNumber(n: number, run: string, to: string, answers: number): Buffer {
  const random = chance(n * 7919 + 13)
  const language = languages[n % languages.length]!
  const text = Array.from({ length: 12 + Math.floor(random() * 10) }, (_, line) => `${sentences[language]} ${line} ${Math.floor(random() * 1e9).toString(36)}`).join('\r\n\r\n')
  const isReply = n % 2 === 1 && answers > 0
  // Only what this mailbox's brand holds can be answered: fill-n stands in brand n % brands.
  const answered = isReply ? Math.floor(random() * (answers / 5)) * 5 + (n % 5) : 0
  const from = isReply ? `customer-${answered}@kunde.example` : `new-${run}-${n}@kunde.example`
  const quoted = isReply ? `\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, Desk <${to}> wrote:\r\n> ${sentences[language]}\r\n> thank you` : ''
  const head = [`Received: from mx.kunde.example (mx.kunde.example [192.0.2.7]) by mx.bench.example with ESMTPS id ${n}; Tue, 24 Nov 2026 10:00:00 +0000`, `From: "Customer ${n}" <${from}>`, `To: <${to}>`, `Subject: ${isReply ? 'Re: ' : ''}Order ${isReply ? answered : n}`, 'Date: Tue, 24 Nov 2026 10:00:00 +0000', `Message-ID: <${run}-${n}@kunde.example>`,
    ...isReply ? [`In-Reply-To: <fill-${answered}@kunde.example>`, `References: <fill-${answered}@kunde.example>`] : [], 'MIME-Version: 1.0']
  const plain = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}${quoted}\r\n`
  const html = `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><body><div style="font-family:Arial">${text.split('\r\n\r\n').map((line) => `<p>${line}</p>`).join('')}</div>${isReply ? `<div class="gmail_quote"><blockquote>${sentences[language]}</blockquote></div>` : ''}</body></html>\r\n`
  const kind = n % 100
  if (kind < 35) return Buffer.from(`${head.join('\r\n')}\r\n${plain}`)
  const alternative = `--alt\r\n${plain}\r\n--alt\r\n${html}\r\n--alt--\r\n`
  if (kind < 95) return Buffer.from(`${head.join('\r\n')}\r\nContent-Type: multipart/alternative; boundary=alt\r\n\r\n${alternative}`)
  const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), deflateSync(Buffer.from(Array.from({ length: 40_000 }, () => Math.floor(random() * 256))))]).toString('base64').replace(/.{76}/g, '$&\r\n')
  return Buffer.from(`${head.join('\r\n')}\r\nContent-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\nContent-Type: multipart/alternative; boundary=alt\r\n\r\n${alternative}\r\n--mix\r\nContent-Type: image/png; name=photo.png\r\nContent-Disposition: attachment; filename=photo.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${picture}\r\n--mix--\r\n`)
}
