import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { call, sentence } from './api.ts'
import { toast } from './toasts.ts'

/** The rows of a list that comes whole. */
export const rowsOf = <Row,>(path: string) => ({ signal }: { signal: AbortSignal }) => call<{ rows: Row[] }>('GET', path, undefined, signal).then((answer) => answer.rows)

type Saying<Answer> = { words?: string | ((answer: Answer) => string); /** A form shows its refusal itself. */ quiet?: boolean }

/** Does something, says so or why not, and reads anew what it touched. */
export function useDeed<Given, Answer>(act: (given: Given) => Promise<Answer>, stale: readonly QueryKey[], { words, quiet = false }: Saying<Answer> = {}) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (answer) => { if (words) toast(typeof words === 'string' ? words : words(answer)) },
    onError: (error) => { if (!quiet) toast(sentence(error), { tone: 'late' }) },
    onSettled: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}
