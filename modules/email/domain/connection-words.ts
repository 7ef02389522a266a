/**
 * Why no connection came about or held, in a sentence for the people who look after a mailbox or wait for a letter; null when it is
 * nothing of the kind. Mail libraries say the system's code in the error's code, or only in its message: both are given here.
 */
export function connectionWords(said: string): string | null {
  if (/CERT_|_CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(said)) return 'The certificate of the server is not valid for its name.'
  if (/ECONNREFUSED/.test(said)) return 'The server refuses connections on this port.'
  if (/EHOSTUNREACH|ENETUNREACH/.test(said)) return 'There is no way to the server.'
  if (/TIMEOUT|ETIMEDOUT|ETIMEOUT/.test(said)) return 'The server does not answer.'
  if (/\b(?:ECONNRESET|EPIPE|NoConnection|EConnectionClosed|ClosedAfterConnect\w*)\b/.test(said)) return 'The server closed the connection.'
  return null
}
