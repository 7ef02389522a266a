import type { File as Kept } from './talk.ts'

export const longestFile = 20 * 1024 * 1024
export type Upload = { name: string; percent: number; file: Kept | null; stop: () => void }

/** Hands a file over, with progress. The line that it belongs to names it by its id. */
export function upload(host: string, who: { site: string; visitor: string; secret: string }, file: globalThis.File, changed: () => void, failed: (upload: Upload) => void): Upload {
  const request = new XMLHttpRequest()
  const about: Upload = { name: file.name || 'picture.png', percent: 0, file: null, stop: () => request.abort() }
  const form = new FormData()
  // The server knows who asks before it reads the file.
  for (const [name, value] of Object.entries(who)) form.append(name, value)
  form.append('file', file, about.name)
  request.open('POST', `${host}/chat/v1/files`)
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded, total }) => { about.percent = Math.floor((loaded / total) * 99); changed() }
  request.onload = () => { if (request.status !== 201) return failed(about); about.file = request.response as Kept; changed() }
  request.onerror = request.ontimeout = () => failed(about)
  request.send(form)
  return about
}
