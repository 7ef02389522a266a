import type { ReactNode } from 'react'
import './Table.css'

export type Column<Row> = { key: string; head: ReactNode; cell: (row: Row) => ReactNode; numeric?: boolean }

/** On a narrow screen each row becomes a small card whose cells carry their heads. */
export function Table<Row>({ caption, columns, rows, keyOf }: { caption: string; columns: Column<Row>[]; rows: readonly Row[]; keyOf: (row: Row) => string }) {
  return <div className="table-frame"><table className="table">
    <caption className="hidden-text">{caption}</caption>
    <thead><tr>{columns.map((each) => <th key={each.key} scope="col" className={each.numeric ? 'table__number' : undefined}>{each.head}</th>)}</tr></thead>
    <tbody>{rows.map((row) => <tr key={keyOf(row)}>{columns.map((each) =>
      <td key={each.key} className={each.numeric ? 'table__number' : undefined} data-head={typeof each.head === 'string' ? each.head : ''}>{each.cell(row)}</td>)}</tr>)}</tbody>
  </table></div>
}
