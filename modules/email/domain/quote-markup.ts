/**
 * How mail programs mark the mail that is answered, in their HTML.
 * 'certain': this element holds it. 'perhaps': a quotation, of the mail or of anything else.
 * 'cut': this element and everything after it belongs to the old mail.
 */
export function quoteBoundary(name: string, attributes: Record<string, string>): 'certain' | 'perhaps' | 'cut' | null {
  const id = attributes.id ?? ''
  if (/^(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|stopSpelling|replySplit|isReplyContent|originalContent)$/i.test(id)) return 'cut'
  if (name === 'hr') return /^(?:stopSpelling|zwchr)$/i.test(id) || attributes['data-marker'] === '__DIVIDER__' ? 'cut' : null
  const classes = ` ${(attributes.class ?? '').toLowerCase()} `
  if (name === 'blockquote') {
    // Gmail gives this class to quotations that people make themselves, unless it sits in a div of the same name.
    return attributes.type?.toLowerCase() === 'cite' || /protonmail_quote|\bcite\b/.test(classes) ? 'certain' : 'perhaps'
  }
  if (/ (?:[\w-]*_)?(?:gmail_quote|gmail_quote_container|gmail_extra|yahoo_quoted|yahoo_quoted_begin|protonmail_quote|moz-cite-prefix|moz-forward-container|zmail_extra|tutanota_quote|freescout_quote|front-blockquote|quoted-text|hm_quote|mailru-blockquote|gmail_attr|helpscoutquote|hs_reply|alimail-quote|ntes_quote) /.test(classes)) {
    // The wrapper of a whole answer in old Gmail holds the signature too; only what it quotes counts.
    return classes.includes('gmail_extra') ? null : 'certain'
  }
  if (/^(?:yahoo_quoted|ymail_android_signature_quote|protonmail_quote|mailcontent_quote|qt|origbody)/i.test(id)) return 'certain'
  // Outlook draws a line over the header of the old mail and closes its box before the old text begins.
  const style = (attributes.style ?? '').toLowerCase()
  if (name === 'div' && style.includes('border-top') && /border(?:-top)?:[^;]{0,40}solid[^;]{0,20}#(?:e1e1e1|b5c4df|c4c4c4)/.test(style)) return 'cut'
  return null
}
