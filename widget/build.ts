import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
export const builtWidget = here('../dist/widget')

/** The files that a brand's site loads, each a script by itself. The loader names the others by their content, so that browsers may keep them for good. */
export async function buildWidget(outDir = builtWidget) {
  await build(script('src/main.tsx', 'widget.js', outDir, true))
  await build(script('greeter.ts', 'greeter.js', outDir, false))
  const content = ['widget.js', 'greeter.js'].map((name) => readFileSync(`${outDir}/${name}`))
  const version = createHash('sha256').update(Buffer.concat(content)).digest('hex').slice(0, 12)
  await build(script('loader.ts', 'loader.js', outDir, false, { VERSION: JSON.stringify(version) }))
}

const script = (entry: string, name: string, outDir: string, emptyOutDir: boolean, define: Record<string, string> = {}): InlineConfig => ({
  root: here('.'), configFile: false, logLevel: 'warn', publicDir: false, define: { 'process.env.NODE_ENV': '"production"', ...define },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir, emptyOutDir, target: 'es2022', sourcemap: false, cssCodeSplit: false, rolldownOptions: { input: here(entry), output: { format: 'iife', entryFileNames: name } } },
})
