import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Declined } from '#kit/api.ts'

/** A session can end while somebody works. Then the sign-in page appears; drafts stay in the window. */
export function makeQueryClient(): QueryClient {
  const signedOut = (error: unknown) => { if (error instanceof Declined && error.code === 'not-signed-in') client.setQueryData(['me'], null) }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: signedOut }),
    mutationCache: new MutationCache({ onError: signedOut }),
    defaultOptions: {
      // A refusal is an answer: asking again would not change it. Only the network and outages are tried again.
      queries: { retry: (count, error) => count < 2 && error instanceof Declined && (error.status === 0 || error.status >= 502), refetchOnWindowFocus: false, staleTime: 30_000 },
      mutations: { retry: false },
    },
  })
  return client
}
