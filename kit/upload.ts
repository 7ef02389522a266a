import { Declined, readAnswer } from './api.ts'
import { t } from './i18n.ts'

export type UploadOptions = { onProgress?: (share: number) => void; signal?: AbortSignal }

/** Sends one file. `fetch` cannot tell how far it has come; this old interface can. */
export function upload<Answer>(path: string, file: File, { onProgress, signal }: UploadOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file)
    request.open('POST', `/api/v1/${path}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('x-balie-csrf', '1')
    request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress?.(event.loaded / event.total) }
    request.onerror = () => reject(new Declined('network', t('error.network'), 0))
    request.onabort = () => reject(new Declined('aborted', '', 0))
    request.onload = () => { try { resolve(readAnswer<Answer>(request.status, request.responseText)) } catch (error) { reject(error as Error) } }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
