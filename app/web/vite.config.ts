import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

type About = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }
const entry = fileURLToPath(new URL('main.tsx', import.meta.url))
let first: Set<string> | null = null

/** What the first page needs, whatever else needs it too: everything that is imported from its beginning on, but for what is fetched later. */
function firstPage(about: About): Set<string> {
  const found = new Set<string>()
  const waiting = [entry]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    waiting.push(...about.getModuleInfo(id)?.importedIds ?? [])
  }
  return found
}

/** The desk is built into dist/web, from where the server hands it out. While developing, the API is the server's. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: '../../dist/web', emptyOutDir: true, target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 700,
    // One file instead of thirty small ones: each is a request, and together they compress better.
    rolldownOptions: { output: { codeSplitting: { groups: [{ debugName: 'first', name: (id: string, about: About) => ((first ??= firstPage(about)).has(id) ? 'first' : null) }] } } },
  },
  server: { port: 4801, proxy: { '/api': { target: 'http://127.0.0.1:4800', ws: true }, '/files': 'http://127.0.0.1:4800', '/pictures': 'http://127.0.0.1:4800' } },
})
