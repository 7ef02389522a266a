import type { SystemMail } from '../domain/system-mails.ts'

/** How the installation writes to people, and the address at which they reach it. */
export type SystemPost = {
  url: string
  /** @returns false when the installation cannot send mail. */
  sendSystemMail: (mail: SystemMail & { to: string }) => Promise<boolean>
}
