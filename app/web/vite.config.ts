import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The desk is built into dist/web, from where the server hands it out. While developing, the API is the server's. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2023', sourcemap: false },
  server: { port: 4801, proxy: { '/api': { target: 'http://127.0.0.1:4800', ws: true }, '/files': 'http://127.0.0.1:4800', '/pictures': 'http://127.0.0.1:4800' } },
})
