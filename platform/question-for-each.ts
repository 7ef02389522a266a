import DataLoader from 'dataloader'
import type { z } from 'zod'
import type { Tx } from './db.ts'
import { checkRow, prepare, questions } from './question.ts'
import { withoutNul } from './text.ts'

/** What PostgreSQL is to read each value as: `{ brandId: 'uuid', ids: 'text[]' }`. */
type Types<Values> = { [Name in keyof Values & string]: string }

/**
 * A question that many may ask at the same moment, each for itself: what one transaction asks in one turn of the event loop leaves
 * as one statement, and everybody gets their own rows. Flows that run side by side read as if each were alone.
 */
export function questionForEach<Values extends Record<string, unknown>, Row extends z.ZodType>(name: string, row: Row, types: Types<Values>, sql: string) {
  // `offset 0` keeps the planner from turning look-ups by key into a join over everything.
  const text = `select each.asker, answer.* from ${recordset({ asker: 'int', ...types })} cross join lateral (${forEach(sql, types)} offset 0) as answer`
  questions.push({ name, text, parameters: ['each'], row })
  type Answer = z.infer<Row>
  const meeting = new WeakMap<Tx, DataLoader<Values, Answer[]>>()
  return (tx: Tx, values: Values): Promise<Answer[]> => {
    if (!meeting.has(tx)) {
      meeting.set(tx, new DataLoader(async (asked) => {
        const rows = await tx.run<{ asker: number }>(name, text, [keepableJson(asked.map((each, asker) => ({ ...each, asker })))])
        const answers = asked.map((): Answer[] => [])
        for (const { asker, ...answer } of rows) answers[asker]!.push(checkRow(row, answer))
        return answers
      }, { cache: false }))
    }
    return meeting.get(tx)!.load(values)
  }
}

/**
 * What flows that run side by side in one transaction write in the same turn, each for itself, leaves as one statement. None of them may be about
 * the same row. `belongs` says which answers are whose.
 */
export function gathered<Asked, Answer = never>(write: (tx: Tx, all: Asked[]) => Promise<Answer[] | void>, belongs: (asked: Asked, answer: Answer) => boolean = () => false) {
  const meeting = new WeakMap<Tx, DataLoader<Asked, Answer[]>>()
  return (tx: Tx, asked: Asked): Promise<Answer[]> => {
    if (!meeting.has(tx)) {
      meeting.set(tx, new DataLoader(async (all) => {
        const answers = await write(tx, [...all]) ?? []
        return all.map((each) => answers.filter((answer) => belongs(each, answer)))
      }, { cache: false }))
    }
    return meeting.get(tx)!.load(asked)
  }
}

/** A statement about any number of rows, handed over as a list; it answers one row for each that it wrote. In the SQL they are called `each`. */
export function questionForAll<Values extends Record<string, unknown>, Row extends z.ZodType>(name: string, row: Row, types: Types<Values>, sql: string) {
  const text = withEach(sql, types)
  questions.push({ name, text, parameters: ['each'], row })
  return async (tx: Tx, all: Values[]): Promise<z.infer<Row>[]> => {
    if (!all.length) return []
    const rows = await tx.run<Record<string, unknown>>(name, text, [keepableJson(all)])
    return rows.map((each) => checkRow(row, each))
  }
}

/** The same for a statement that answers nothing that anybody reads. */
export function commandForAll<Values extends Record<string, unknown>>(name: string, types: Types<Values>, sql: string) {
  const text = withEach(sql, types)
  questions.push({ name, text, parameters: ['each'], row: null })
  return async (tx: Tx, all: Values[]): Promise<void> => {
    if (all.length) await tx.run(name, text, [keepableJson(all)])
  }
}

/** What strangers wrote may hold what jsonb refuses: NUL, or half a character. Looked at only where the text shows signs of it. */
function keepableJson(all: unknown[]): string {
  const text = JSON.stringify(all)
  return /\\u(?:0000|d[89a-f])/.test(text) ? JSON.stringify(all, (_, value) => typeof value === 'string' ? withoutNul(value) : value) : text
}

const recordset = (types: Record<string, string>) => `jsonb_to_recordset($1::jsonb) as each (${Object.entries(types).map(([name, type]) => `"${name}" ${type}`).join(', ')})`

/** `:name` becomes a column of the list. @throws when the SQL names what the types do not. */
function forEach(sql: string, types: Record<string, string>): string {
  const { parameters, text } = prepare(sql)
  const unknown = parameters.filter((each) => !(each in types))
  if (unknown.length) throw new Error(`What type is :${unknown.join(', :')}?`)
  return text.replace(/\$(\d+)/g, (_, n: string) => `each."${parameters[Number(n) - 1]}"`)
}

function withEach(sql: string, types: Record<string, string>): string {
  const own = forEach(sql, types).trim()
  return `with each as (select * from ${recordset(types)}) ${/^with\s/.test(own) ? own.replace(/^with\s/, ', ') : own}`
}
