import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Text, TextInput } from '#contracts/knowledge'
import { call } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'

export type Input = z.input<typeof TextInput>

/** One's own texts, then those of brands, then everybody's. Changes of others are heard. */
export const useTexts = (asked = true) => useQuery({ queryKey: ['texts'], queryFn: rowsOf<Text>('texts'), enabled: asked, staleTime: 300_000 })

export const texts = {
  add: (input: Input) => call<Text>('POST', 'texts', input),
  /** Only if it still is as its writer saw it. */
  change: (id: string, match: Record<string, string>, input: Input) => call<Text>('PUT', `texts/${id}`, input, undefined, match),
  remove: (id: string) => call('DELETE', `texts/${id}`),
}
