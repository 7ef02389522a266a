/** Characters that reorder or hide text: they may never reach a name, a subject or a file name on a screen. */
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/** One line of clean text: no line breaks, control or direction-changing characters. */
export function oneSafeLine(text: string, maxLength = 1000): string {
  const clean = text.replace(/[\r\n\t]+/g, ' ').replace(invisible, '')
  return clean.length > maxLength ? clean.slice(0, maxLength) : clean
}

/** Text of many lines, without the characters that reorder or hide it. */
export function safeText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(invisible, '')
}

/** True when a value may be written into a header: nothing in it can begin a second header or end the header. */
export function isSafeHeaderValue(value: string): boolean {
  return !/[\r\n\0]/.test(value)
}
