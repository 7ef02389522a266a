import { DraftFiles } from './DraftFiles.tsx'

const nothing = () => undefined
export const there = <DraftFiles files={[{ id: 'a1', name: 'Anleitung Stange N3-P2.pdf', size: 88_211 }]} uploading={[]} onRemove={nothing} />
export const underWay = <DraftFiles files={[]} uploading={[{ key: 1, name: 'video.mp4', share: 0.4, stop: nothing }]} onRemove={nothing} />
export const fromElsewhere = <DraftFiles files={[{ id: 'a2', name: '', size: 0 }]} uploading={[]} onRemove={nothing} />
