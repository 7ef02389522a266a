import { db } from '#platform/db'
import { follow } from '#platform/followers'
import { everyMinutes } from '#platform/jobs'
import { effect } from '#platform/outbox'
import { mailDisabled, type Post } from './flows/mail-disabled.ts'
import { tellPeople } from './flows/tell-people.ts'
import { forgetOld } from './queries/told.ts'

const keptDays = 30

/** @param post null where the installation cannot send mail: then everything is told in the page. */
export function registerNotifications(post: Post | null) {
  follow('notifications', (tx, events) => tellPeople(tx, events, { mails: post !== null, now: new Date() }))
  if (post) effect('notification.mail', mailDisabled(post))
  everyMinutes(60, 'forget-old-notifications', forgetOldNotifications)
}

export const forgetOldNotifications = () => db().acrossAccounts('old notifications', (tx) => forgetOld(tx, { days: keptDays }))
