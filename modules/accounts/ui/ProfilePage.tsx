import { Skeleton } from '#kit/states.tsx'

export const ProfilePage = () => <Skeleton />
