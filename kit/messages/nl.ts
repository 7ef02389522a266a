import type { Messages } from '../i18n.ts'
import { en } from './en.ts'

export const nl: Messages = en
