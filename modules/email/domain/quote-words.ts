/**
 * The words by which mail programs announce an older mail. One table for all languages: a mail
 * may be answered in a language other than its own.
 */

/** "… wrote:" */
export const wroteVerb = new RegExp(
  '(?:^|[\\s,>)"»\\]\'’.0-9])(?:wrote|writes|said|schrieb|schrieben|geschrieben|skrev|skrifaði|schreef|geschreven|kirjutas(?: kuup[äa]eval)?|kirjutab|kirjoitti|kirjoittaa' +
  '|a [ée]crit|écrit|[ée]crivait|escribi[óo]|escribe|va escriure|ha scritto|scrive|scritto|escreveu|escrito|napisa[łl](?:\\(a\\)|a)?|pisze|napsal(?:\\(a\\)|a)?|nap[íi]sal(?:\\(a\\)|a)?' +
  '|пишет|писал(?:а|\\(а\\))?|написал(?:а|\\(а\\)|и)?|напис(?:ав|ала)|пише|ír[tj]a|a scris|yazd[ıi]|έγραψε|kirjutanud|je napisao(?:/la)?|je napisala|napisao|parašė|rakstīja|đã viết|menulis|tulis' +
  '|כתב[/הוּ]?|كتب|เขียน|написа|写道|寫道|のメール|さんが書きました|書きました|さんは書きました|wrote the following|님이 작성|작성)(?=[\\s:：,;<"(]|$)', 'iu')

/** The writer speaking of himself: "On Monday 5 January 2026 I wrote to you:" is a sentence, not a header. */
export const ownSentence = /(?:^|\s)(?:i|we|you|ich|wir|sie haben|jeg|vi|ik|wij|we|ma|mina|me|jag|je|j'ai|nous|yo|io|eu|ja|я|мы)\s+(?:\S+\s+){0,2}?(?:wrote|said|schrieb|schrieben|skrev|schreef|kirjutasin|écrit|geschrieben|geschreven)\b/iu

export const dateLike = /\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年|\d{1,2}月/u
export const addressLike = /[^\s<>@"]{1,64}@[^\s<>@"]{1,200}|<\s*mailto:/u

/** How such a line begins. Alone it proves nothing: On, Am, Den and Op begin ordinary sentences too. */
export const opener = new RegExp(
  '^[\\s*_]*(?:(?:on|am|vom|den|d\\.|op|le|el|em|il|en|a|în|i|på|dne|dnia|w dniu|v|na|pada|vào|στις|kontakt|the|at|in|ma|ti|to|ke|pe|la|su)\\s' +
  '|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|man|tir|ons|tor|fre|lør|søn|ma|wo|vr|za|zo|lun|mar|mer|mié|jue|vie|sáb|dom|jeu|ven|sam|пн|вт|ср|чт|пт|сб|вс)[a-zäöüõéáíóúñçßåøæа-я]{0,10}[.,]?\\s' +
  '|\\d{1,4}[.\\s/年-]|[\\d]{4}-)', 'iu')

const blockLabels = {
  from: 'from|von|fra|van|saatja|kellelt|de|da|från|lähettäjä|od|от|от кого|от кога|feladó|expéditeur|remitente|mittente|kimden|gönderen|από|寄件人|发件人|寄件者|差出人|送信者|보낸 사람|vid|від|pošiljatelj|šalje|nuo|no|người gửi|dari|expeditor|odosielateľ|odesílatel|afzender',
  sent: 'sent|date|gesendet|datum|sendt|dato|verzonden|saadetud|kuup[äa]ev|aeg|envoy[ée]|enviado(?: el| em)?|enviada(?: em)?|fecha|data|inviato|skickat|lähetetty|p[äa]iv[äa]ys|p[äa]iv[äa]m[äa][äa]r[äa]|wysłano|odesláno|odoslané|дата|отправлено|отправлен|надіслано|dátum|elküldve|küldve|gönderildi|tarih|στάλθηκε|ημερομηνία|发送时间|发送日期|日期|寄件日期|送信日時|日時|날짜|보낸 날짜|trimis|poslano|išsiųsta|nosūtīts|gửi|dikirim|received|empfangen|date d\'envoi',
  to: 'to|an|til|aan|adressaat|saaja|kellele|à|a|para|per|till|vastaanottaja|do|komu|kому|кому|címzett|kime|προς|收件人|收件者|宛先|받는 사람|către|prima|kam|adresát|kepada|đến|destinataire|destinatario|ontvanger|empfänger|modtager|mottagare',
  cc: 'cc|kopie|kopi|koopia|copie|copia|cópia|kopio|kopia|копия|másolat|bilgi|抄送|副本|참조|kópia|kopija|másolatot kap|bcc|reply-to|antwort an|organisation|importance|priority|wichtigkeit|attachments|anlagen|vedhæftede filer',
  subject: 'subject|betreff|emne|onderwerp|teema|objet|asunto|assunto|oggetto|ämne|aihe|temat|předmět|predmet|predmět|тема|tárgy|konu|θέμα|主题|主旨|件名|题目|제목|subiect|tema|temats|chủ đề|subjek|assumpte|re|betr\\.?',
} as const
export type BlockRole = keyof typeof blockLabels

const rolePatterns = Object.entries(blockLabels).map(([role, words]) =>
  [role as BlockRole, new RegExp(`^[\\s*_|]{0,8}(?:${words})[\\s*_]{0,4}[:：]`, 'iu')] as const)

/** Which line of an old mail's header this is: From, Sent, To, Cc, Subject, in any of the languages. */
export function blockRole(line: string): BlockRole | null {
  const colon = line.search(/[:：]/)
  if (colon < 0 || colon > 40) return null
  return rolePatterns.find(([, pattern]) => pattern.test(line))?.[0] ?? null
}

const dashed = '[-_=*~—–]{2,}'
const originalWords = 'original (?:message|e-?mail|appointment|nachricht)|originalmeddelande|urspr[üu]ngliche (?:nachricht|e-?mail)|urspr[üu]nglicher termin|originalnachricht|antwort nachricht|reply message|reply separator|oprindelig (?:meddelelse|mail|besked|e-?mail)|opprinnelig melding|original melding|ursprungligt meddelande|oorspronkelijk(?:e)? (?:bericht|e-?mail)|algne (?:s[õo]num|kiri|teade|e-kiri)|originaalkiri|message d[’\']origine|message original|mensaje original|mensagem original|messaggio originale|alkuper[äa]inen viesti|wiadomo[śs][ćc] oryginalna|oryginalna wiadomo[śs][ćc]|p[ůu]vodn[íi] zpr[áa]va|p[ôo]vodn[áa] spr[áa]va|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|исходящее сообщение|eredeti [üu]zenet|orijinal mesaj|mesajul original|αρχικό μήνυμα|原始邮件|原始郵件|原邮件|原始信件|元のメッセージ|원본 메시지|izvorna poruka|originalna poruka|sākotnējais ziņojums'
const forwardWords = 'forwarded (?:message|e-?mail|by)|begin forwarded message|weitergeleitete (?:nachricht|e-?mail)|anfang der weitergeleiteten (?:nachricht|e-?mail)|videresendt (?:meddelelse|besked|melding|e-?mail)|start på videresendt (?:besked|melding)|doorgestuurd(?:e)? bericht|begin doorgestuurd bericht|edastatud (?:kiri|s[õo]num|teade)|message transf[ée]r[ée]|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|message r[ée]exp[ée]di[ée]|mensaje reenviado|inicio del mensaje reenviado|mensagem encaminhada|in[íi]cio da mensagem (?:encaminhada|reenviada)|messaggio inoltrato|inizio messaggio inoltrato|vidarebefordrat (?:meddelande|mejl)|edelleenl[äa]hetetty viesti|v[äa]litetty viesti|przekazana wiadomo[śs][ćc]|p[řr]eposlan[áa] zpr[áa]va|preposlan[áa] spr[áa]va|пересланное сообщение|перенаправленное сообщение|начало переадресованного сообщения|tov[áa]bb[íi]tott [üu]zenet|iletilen mesaj|y[öo]nlendirilen ileti|转发邮件|轉寄郵件|转发的邮件|転送メッセージ|전달된 메시지|mesaj redirec[țt]ionat|proslije[đd]ena poruka'

/** "-----Original Message-----" and its sisters. */
export const originalMarker = new RegExp(`^\\s*(?:${dashed}\\s*(?:${originalWords})\\s*(?:${dashed})?|(?:${originalWords})\\s*(?:${dashed}|:))\\s*$|^\\s*${dashed}\\s*reply (?:above|below) this line|^\\s*(?:original message|urspr[üu]ngliche nachricht)\\s*$`, 'iu')
export const forwardMarker = new RegExp(`^[\\s>]*(?:${dashed}\\s*(?:${forwardWords})\\s*:?\\s*${dashed}|(?:${forwardWords})\\s*:)`, 'iu')
/** What an inbound desk puts on top of its own mails. */
export const answerAboveMarker = /^\s*[-#=*_ ]{2,12}\s*(?:please |bitte |gelieve )?(?:reply above|type your (?:response|reply) above|write above|antworte[nt]? (?:sie )?(?:bitte )?(?:oberhalb|über)|svar over|skriv dit svar over|antwoord boven|typ (?:uw|je) antwoord boven|vasta(?:ge)? ülalpool)/iu
