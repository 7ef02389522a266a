import { createServer } from 'node:http'
import pg from 'pg'
import { WebSocketServer, type WebSocket } from 'ws'
import { connection } from '#platform/db'

// The bare limit of `bench chat`, a process of its own: sockets that pass each line on to one other, once it is on disk in one plain table.
// Lines that come while a batch is being written go with the next one.

const database = new pg.Client(connection(process.env.DATABASE_URL!))
await database.connect()
await database.query('create table if not exists bench_lines (id uuid primary key, talk int not null, n int not null, said_by text not null, text text not null, at timestamptz not null default now()); create index if not exists bench_talks on bench_lines (talk, n)')

type Line = { id: string; talk: number; by: string; text: string }
const agents = Number(process.env.AGENTS)
const seats = new Map<string, WebSocket>()
let waiting: Line[] = []
let writing = false
let n = 0

async function write() {
  writing = true
  while (waiting.length) {
    const batch = waiting
    waiting = []
    await database.query({ name: 'put', text: 'insert into bench_lines (id, talk, n, said_by, text) select * from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[])', values: [batch.map((each) => each.id), batch.map((each) => each.talk), batch.map(() => ++n), batch.map((each) => each.by), batch.map((each) => each.text)] })
    for (const line of batch) {
      const [visitor, agent] = [seats.get(`visitor ${line.talk}`), seats.get(`agent ${line.talk % agents}`)]
      const [from, to] = line.by === 'visitor' ? [visitor, agent] : [agent, visitor]
      from?.send(JSON.stringify({ type: 'kept', id: line.id }))
      to?.send(JSON.stringify({ type: 'line', ...line }))
    }
  }
  writing = false
}

const http = createServer((_, answer) => { answer.end() })
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, request) => {
  seats.set(decodeURIComponent(request.url!.slice(1)), socket)
  socket.on('message', (bytes) => { waiting.push(JSON.parse(String(bytes)) as Line); if (!writing) void write() })
})
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('open'))
