import { Skeleton } from '#kit/states.tsx'

export const BrandsPage = () => <Skeleton />
