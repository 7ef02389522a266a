import { EmptyState, ErrorState, Skeleton } from './states.tsx'

export const empty = <EmptyState title="Nothing here">No case is in this view.</EmptyState>
export const error = <ErrorState error={new Error('x')} onRetry={() => undefined} />
export const loading = <Skeleton />
