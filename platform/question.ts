import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Tx } from './db.ts'

/** Every question of the house, so that a test can have each explained by the real database. */
export const questions: Question[] = []
type Question = { name: string; text: string; parameters: string[]; row: z.ZodType | null }

type Value<Name extends Record<string, unknown>> = Name

/**
 * SQL, asked as a question: `:name` parameters, a name that shows up in logs and statistics, and the shape of a row.
 * The answer's shape is checked in tests (`BALIE_CHECK_ROWS=1`), not in service: the database already typed it.
 * Column names in snake_case arrive as they are asked for: write `as "ownerId"` where a screen or flow reads it.
 */
export function question<Parameters extends Record<string, unknown>, Row extends z.ZodType>(name: string, row: Row, sql: string) {
  const prepared = prepare(sql)
  questions.push({ name, text: prepared.text, parameters: prepared.parameters, row })
  return async (tx: Tx, values: Value<Parameters>): Promise<z.infer<Row>[]> => {
    const rows = await tx.run(name, prepared.text, prepared.parameters.map((parameter) => parameterOf(values, parameter, name)))
    return rows.map((each) => checkRow(row, each))
  }
}

/** The same for a statement that changes and answers nothing that anybody reads. */
export function command<Parameters extends Record<string, unknown>>(name: string, sql: string) {
  const prepared = prepare(sql)
  questions.push({ name, text: prepared.text, parameters: prepared.parameters, row: null })
  return async (tx: Tx, values: Value<Parameters>): Promise<void> => {
    await tx.run(name, prepared.text, prepared.parameters.map((parameter) => parameterOf(values, parameter, name)))
  }
}

/** For SQL that is put together at run time (filters of a list). Not prepared under a name; the parts must never be a request's words. */
export async function ask<Row extends Record<string, unknown>>(tx: Tx, sql: string, values: Record<string, unknown>): Promise<Row[]> {
  const prepared = prepare(sql)
  return tx.run<Row>('', prepared.text, prepared.parameters.map((parameter) => parameterOf(values, parameter, 'ask')))
}

/** SQL that is put together from few parts, so that few texts are possible: each is planned once on a connection. The parts must never be a request's words. */
export function prepared(sql: string, values: Record<string, unknown>): { name: string; text: string; values: unknown[] } {
  let known = puttingTogether.get(sql)
  if (!known) puttingTogether.set(sql, known = { ...prepare(sql), name: `put together ${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}` })
  return { name: known.name, text: known.text, values: known.parameters.map((parameter) => parameterOf(values, parameter, 'prepared')) }
}
const puttingTogether = new Map<string, { name: string; text: string; parameters: string[] }>()

const checkRows = !!process.env.BALIE_CHECK_ROWS
export function checkRow<Row extends z.ZodType>(row: Row, found: unknown): z.infer<Row> {
  if (checkRows) row.parse(found)
  return found as z.infer<Row>
}

function parameterOf(values: Record<string, unknown>, parameter: string, name: string): unknown {
  const value = values[parameter]
  if (value === undefined) throw new Error(`The question "${name}" needs :${parameter}; say null if there is none.`)
  return value
}

/** `:name` becomes `$1`; `::cast`, strings and comments stay. */
export function prepare(sql: string): { text: string; parameters: string[] } {
  const parameters: string[] = []
  const text = sql.replace(/'(?:[^']|'')*'|--[^\n]*|::?[a-z_][a-zA-Z0-9_]*/g, (found) => {
    if (!found.startsWith(':') || found.startsWith('::')) return found
    const name = found.slice(1)
    if (!parameters.includes(name)) parameters.push(name)
    return `$${parameters.indexOf(name) + 1}`
  })
  return { text, parameters }
}
