import { expect, test } from 'vitest'
import { connectionWords } from './connection-words.ts'

test.each([
  ['ESOCKET connect ECONNREFUSED 127.0.0.1:9', 'The server refuses connections on this port.'], ['ECONNRESET read ECONNRESET', 'The server closed the connection.'], ['ETIMEDOUT Connection timeout', 'The server does not answer.'],
  ['CONNECT_TIMEOUT', 'The server does not answer.'], ['DEPTH_ZERO_SELF_SIGNED_CERT', 'The certificate of the server is not valid for its name.'], ['ERR_TLS_CERT_ALTNAME_INVALID', 'The certificate of the server is not valid for its name.'], ['ClosedAfterConnectTLS', 'The server closed the connection.'],
])('%s: %s', (said, words) => { expect(connectionWords(said)).toBe(words) })
test.each(['', 'EAUTH 535 wrong password', 'EMESSAGE 554 no'])('"%s" is no trouble of a connection', (said) => { expect(connectionWords(said)).toBeNull() })
