/** As it is looked for: without accents, small. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** As it stands in HTML: its signs stay signs. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign]!)
