import type { Messages } from '../i18n.ts'
import { en } from './en.ts'

export const et: Messages = en
