import type { File as Kept } from './talk.ts'

export const longestFile = 20 * 1024 * 1024
export type Upload = { name: string; percent: number; file: Kept | null; failed: boolean; stop: () => void }

/** Hands a file over, with progress. The line that it belongs to names it by its id. */
export function upload(host: string, who: { site: string; visitor: string; secret: string }, file: globalThis.File, tell: (upload: Upload) => void) {
  const request = new XMLHttpRequest()
  const about: Upload = { name: file.name || 'picture.png', percent: 0, file: null, failed: false, stop: () => request.abort() }
  const form = new FormData()
  // The server knows who asks before it reads the file.
  for (const [name, value] of Object.entries(who)) form.append(name, value)
  form.append('file', file, about.name)
  request.open('POST', `${host}/chat/v1/files`)
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded, total }) => tell({ ...about, percent: Math.floor((loaded / total) * 99) })
  request.onload = () => tell(request.status === 201 ? { ...about, percent: 100, file: request.response as Kept } : { ...about, failed: true })
  request.onerror = request.ontimeout = () => tell({ ...about, failed: true })
  request.send(form)
  tell(about)
}
