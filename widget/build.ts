import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, type InlineConfig } from 'vite'
import { languages, wordsOf } from './src/languages.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
export const builtWidget = here('../dist/widget')
/** What a site loads from us: the loader, and by it the others, the chat in the visitor's language only. */
export const widgetFiles = ['loader.js', 'greeter.js', 'challenge.js', ...languages.flatMap((language) => [`widget-${language}.js`, `words-${language}.json`])]

/** The files that a brand's site loads, each a script by itself. The loader names the others by their content, so that browsers may keep them for good. */
export async function buildWidget(outDir = builtWidget) {
  await build(script('src/main.tsx', 'widget.js', outDir, true, { WORDS: '"BALIE_WORDS"' }))
  const chat = readFileSync(`${outDir}/widget.js`, 'utf8').split(/(["'`])BALIE_WORDS\1/)
  if (chat.length !== 3) throw new Error('The place of the words in the widget was not found.')
  rmSync(`${outDir}/widget.js`)
  for (const language of languages) {
    const words = JSON.stringify(wordsOf(language))
    writeFileSync(`${outDir}/words-${language}.json`, words)
    writeFileSync(`${outDir}/widget-${language}.js`, chat[0]! + words + chat[2]!)
  }
  for (const name of ['greeter', 'challenge']) await build(script(`${name}.ts`, `${name}.js`, outDir, false))
  const content = widgetFiles.slice(1).map((name) => readFileSync(`${outDir}/${name}`))
  const version = createHash('sha256').update(Buffer.concat(content)).digest('hex').slice(0, 12)
  await build(script('loader.ts', 'loader.js', outDir, false, { VERSION: JSON.stringify(version) }))
  for (const name of widgetFiles) {
    const bytes = readFileSync(`${outDir}/${name}`)
    writeFileSync(`${outDir}/${name}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${outDir}/${name}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
  }
}

const script = (entry: string, name: string, outDir: string, emptyOutDir: boolean, define: Record<string, string> = {}): InlineConfig => ({
  root: here('.'), configFile: false, logLevel: 'warn', publicDir: false, define: { 'process.env.NODE_ENV': '"production"', ...define },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir, emptyOutDir, target: 'es2022', sourcemap: false, cssCodeSplit: false, rolldownOptions: { input: here(entry), output: { format: 'iife', entryFileNames: name } } },
})
