import { uuidv7 } from 'uuidv7'

/** A new id, UUIDv7 (RFC 9562): ordered by time, so that indexes grow at one end. */
export const newId = (): string => uuidv7()

export const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
