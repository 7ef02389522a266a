/** The one line that a site puts into its page. It loads when the page has nothing better to do. */
export const snippetOf = (url: string, siteKey: string): string => `<script async src="${url.replace(/\/+$/, '')}/chat/loader.js" data-site="${siteKey}"></script>`
