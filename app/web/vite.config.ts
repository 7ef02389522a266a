import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** What every page needs comes in one piece: thirty small ones would each be a request of their own. */
const ground = /node_modules|\/kit\/(?!editor\/|messages\/)/
/** And what is drawn first: the door, the list. */
const list = /\/modules\/[^/]+\/ui\/(?:index|session|api|dialogs|views|Desk|Case(?:List|RowLink))\.tsx?$/
/** What only some pages need of it comes with them. */
const later = /node_modules\/(?:@tiptap|prosemirror|orderedmap|rope-sequence|w3c-keyname|linkifyjs|emojibase)/

/** The desk is built into dist/web, from where the server hands it out. While developing, the API is the server's. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: '../../dist/web', cssCodeSplit: false, emptyOutDir: true, target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'ground', test: (id: string) => ground.test(id) && !later.test(id) && !id.endsWith('.css') },
      { name: 'list', test: list },
    ] } } },
  },
  server: { port: 4801, proxy: { '/api': { target: 'http://127.0.0.1:4800', ws: true }, '/files': 'http://127.0.0.1:4800', '/pictures': 'http://127.0.0.1:4800' } },
})
