/** What Vite adds to `import.meta`; its own types would also claim the style sheets that the kit declares. */
interface ImportMeta {
  glob<Module>(patterns: string | string[]): Record<string, () => Promise<Module>>
}
