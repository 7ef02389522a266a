import { lazy } from 'react'

export { useColleagues, useMay, useMe, useMeQuery, useSetUpState, useTeams, signOut } from './session.ts'

// What few need, and seldom, is fetched when it is opened.
export const SignInPage = lazy(() => import('./SignInPage.tsx').then((file) => ({ default: file.SignInPage })))
export const SetUpPage = lazy(() => import('./SetUpPage.tsx').then((file) => ({ default: file.SetUpPage })))
export const InvitationPage = lazy(() => import('./InvitationPage.tsx').then((file) => ({ default: file.InvitationPage })))
export const ForgottenPage = lazy(() => import('./PasswordPages.tsx').then((file) => ({ default: file.ForgottenPage })))
export const ResetPage = lazy(() => import('./PasswordPages.tsx').then((file) => ({ default: file.ResetPage })))
export const ProfilePage = lazy(() => import('./ProfilePage.tsx').then((file) => ({ default: file.ProfilePage })))
export const PeoplePage = lazy(() => import('./PeoplePage.tsx').then((file) => ({ default: file.PeoplePage })))
export const BrandsPage = lazy(() => import('./BrandsPage.tsx').then((file) => ({ default: file.BrandsPage })))
