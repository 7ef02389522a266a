/**
 * The frame has no scripts and no origin, so nobody can measure it: its height is estimated from the words, in rem.
 * Too low is worse than too high (it can be unfolded, but looks cut), so lines are counted generously.
 */
export function frameHeight(text: string, pictures = 0): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 64)), 0)
  return Math.min(32, Math.max(7, 3 + lines * 1.6 + pictures * 8))
}
