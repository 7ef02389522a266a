/** Lines that a telephone or a program adds by itself, in the languages we meet. No sentence marks: a sentence is the customer's own. */
const device = '[^.,;:!?]{1,50}'
const phoneLines = [
  `(?:sent|written|typed) (?:from|via|using|with|by|on) ${device}`, `get outlook for (?:ios|android|mac|windows).{0,80}`, `(?:von|vom) ${device} gesendet`,
  `gesendet (?:von|vom|mit|über|aus|via) ${device}`, `diese nachricht wurde von ${device} gesendet.?`, `outlook für (?:ios|android) (?:beziehen|herunterladen|abrufen).{0,80}`, `holen sie sich outlook für .{1,80}`,
  `sendt (?:fra|via|med) ${device}`, `hent outlook til .{1,80}`, `skickat från ${device}`, `sendt frå ${device}`, `hämta outlook för .{1,80}`, `verstuurd (?:vanaf|met|via|vanuit) ${device}`, `verzonden (?:vanaf|met|via|vanuit) ${device}`,
  `download outlook voor .{1,80}`, `outlook voor (?:ios|android) downloaden.{0,80}`, `saadetud (?:minu|mobiilist|rakendusest|iphone|ipad|nutitelefonist) ?${device}?`, `saadetud ${device}(?:st|lt|ga)`, `hangi outlook .{1,80}`,
  `envoyé (?:de|depuis|à partir|via|avec) ${device}`, `télécharge[rz] outlook pour .{1,80}`, `obtenir outlook pour .{1,80}`, `enviado (?:desde|do|de|a partir|via|con) ${device}`, `obtener outlook para .{1,80}`, `obter o outlook para .{1,80}`, `inviato (?:da|dal|con) ${device}`,
  `wysłan[eo] z ${device}`, `odesláno z ${device}`, `odoslané z ${device}`, `отправлено (?:с|из) ${device}`, `надіслано з ${device}`, `lähetetty ${device}`, `elküldve ${device}`, `trimis de pe ${device}`, `${device} (?:'|’)?(?:dan|den|ımdan|imden) gönderildi`,
  `發自我的 ?${device}`, `发自我的 ?${device}`, `从我的 ?${device} ?发送`, `${device}から送信`, `나의 ${device}에서 보냄`, `στάλθηκε από ${device}`, `yahoo mail: .{1,60}`,
]
const phoneLine = new RegExp(`^[\\s*_~<-]*(?:${phoneLines.join('|')})[\\s*_>.]*$`, 'iu')

/** "Sent from my iPhone" in any language. At most eight words and no full stop inside. */
export function isPhoneLine(line: string): boolean {
  const text = line.trim()
  if (text.length < 6 || text.length > 140) return false
  return text.replace(/<[^>]*>|https?:\/\/\S+|\([^)]*\)/g, '').split(/\s+/).length <= 10 && phoneLine.test(text.replace(/<https?:[^>]*>|\(https?:[^)]*\)/g, '').trim())
}

/** `-- ` by the book, `--` in practice, and the dashes that word processors make of it. */
export function isSignatureDelimiter(line: string): boolean {
  return /^\s{0,3}(?:--|---|—|–|――)[\s\u00a0]*$/.test(line)
}

/** A long rule of underscores: mailing lists put their footer under it. */
export function isFooterRule(line: string): boolean {
  return /^\s*_{10,}\s*$/.test(line)
}
