import { mergeAttributes, Node } from '@tiptap/core'

/** A picture in the text: a file of this message, by its content id. Where its bytes are, the page knows. Pictures from elsewhere are left behind on pasting. */
export const picture = (urlOf: (contentId: string) => string | null) => Node.create({
  name: 'picture', group: 'inline', inline: true, atom: true, draggable: true,
  addAttributes: () => ({
    contentId: { default: '', parseHTML: (element) => element.getAttribute('data-cid'), renderHTML: ({ contentId }: { contentId: string }) => ({ 'data-cid': contentId }) },
    alt: { default: '' }, width: { default: null },
  }),
  parseHTML: () => [{ tag: 'img[data-cid]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes)],
  addNodeView: () => ({ node }) => {
    const dom = document.createElement('img')
    dom.src = urlOf(String(node.attrs['contentId'])) ?? ''
    dom.alt = String(node.attrs['alt'])
    dom.className = 'editor__picture'
    if (node.attrs['width']) dom.width = Number(node.attrs['width'])
    return { dom }
  },
})
