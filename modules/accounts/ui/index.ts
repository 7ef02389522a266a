import { laterPage } from '#kit/later.tsx'

export { useColleagues, useMay, useMe, useMeQuery, useSetUpState, useTeams, signOut } from './session.ts'

// What few need, and seldom, is fetched when it is opened.
export const SignInPage = laterPage(() => import('./SignInPage.tsx').then((file) => file.SignInPage))
export const SetUpPage = laterPage(() => import('./SetUpPage.tsx').then((file) => file.SetUpPage))
export const InvitationPage = laterPage(() => import('./InvitationPage.tsx').then((file) => file.InvitationPage))
export const ForgottenPage = laterPage(() => import('./PasswordPages.tsx').then((file) => file.ForgottenPage))
export const ResetPage = laterPage(() => import('./PasswordPages.tsx').then((file) => file.ResetPage))
export const ProfilePage = laterPage(() => import('./ProfilePage.tsx').then((file) => file.ProfilePage))
export const PeoplePage = laterPage(() => import('./PeoplePage.tsx').then((file) => file.PeoplePage))
export const BrandsPage = laterPage(() => import('./BrandsPage.tsx').then((file) => file.BrandsPage))
