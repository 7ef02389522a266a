import { Skeleton } from '#kit/states.tsx'

export const PeoplePage = () => <Skeleton />
