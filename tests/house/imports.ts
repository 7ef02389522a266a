import { cruise, type ICruiseResult } from 'dependency-cruiser'

/** One import: which file asks for which. `typeOnly` ones are gone when the program runs. */
export type Import = { from: string; to: string; words: string; typeOnly: boolean; /** Fetched when it is needed. */ later: boolean; resolved: boolean }
export type Imports = { files: string[]; imports: Import[]; cycles: string[] }

const rooms = ['app', 'bench', 'bin', 'kit', 'modules', 'platform', 'seeds', 'tests', 'widget']

/** Reads every import of the house with dependency-cruiser, as Node and TypeScript resolve it. */
export async function readImports(): Promise<Imports> {
  const { existsSync } = await import('node:fs')
  const { output } = await cruise(rooms.filter((room) => existsSync(room)), {
    doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, validate: true, tsConfig: { fileName: 'tsconfig.json' },
    // Types alone make no cycle at run time.
    ruleSet: { forbidden: [{ name: 'cycle', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } }] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'] },
  })
  const { modules, summary } = output as ICruiseResult
  const ours = modules.filter((file) => !file.coreModule && !file.couldNotResolve && !file.source.includes('node_modules/'))
  return {
    files: ours.map((file) => file.source),
    imports: ours.flatMap((file) => file.dependencies.map((each) => ({
      from: file.source, to: each.resolved, words: each.module, typeOnly: each.dependencyTypes.includes('type-only'), later: each.dynamic, resolved: !each.couldNotResolve,
    }))),
    cycles: summary.violations.map((each) => [each.from, ...(each.cycle ?? []).map((step) => step.name)].join(' → ')),
  }
}

export const moduleOf = (file: string): string | undefined => /^modules\/([^/]+)\//.exec(file)?.[1]
export const isTest = (file: string): boolean => /\.test\.tsx?$|^tests\/|\/testing[^/]*\.ts$|\.fixtures\.tsx$/.test(file)
