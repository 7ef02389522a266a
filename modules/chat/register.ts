import { speaksLive } from '#modules/cases'
import { everyMinutes } from '#platform/jobs'
import { keepReply } from './flows/agent-deeds.ts'
import { lookAfterTalks } from './flows/by-mail.ts'

export function registerChat() {
  speaksLive('chat', keepReply)
  everyMinutes(1, 'look-after-talks', lookAfterTalks)
}
