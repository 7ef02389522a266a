import { z } from 'zod'
import { roles, tokenScopes, visibilities } from '#platform/permissions'

export const languages = ['en', 'de', 'da', 'nl', 'et'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

export const Role = z.enum(roles)
export const Grant = z.object({ brandId: z.uuid(), visibility: z.enum(visibilities) })

export const Brand = z.object({
  id: z.uuid(), name: z.string(), referencePrefix: z.string(), language: Language, timeZone: z.string(),
  signature: z.string(),
})
export type Brand = z.infer<typeof Brand>
export const BrandInput = z.object({
  name: z.string().trim().min(1).max(80),
  referencePrefix: z.string().trim().regex(/^[A-Z]{1,4}$/, 'One to four capital letters, such as K.'),
  language: Language, timeZone: z.string().max(60), signature: z.string().max(4000).default(''),
})

export const Team = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string() })
export type Team = z.infer<typeof Team>
export const TeamInput = z.object({ brandId: z.uuid(), name: z.string().trim().min(1).max(80) })

/** A colleague as the others see them: enough to assign, mention and greet. */
export const Colleague = z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: Role, brandIds: z.array(z.uuid()), teamIds: z.array(z.uuid()) })
export type Colleague = z.infer<typeof Colleague>

/** A colleague as those see them who run the people page. */
export const Person = z.object({
  id: z.uuid(), name: z.string(), email: z.string(), role: Role, language: Language, status: z.enum(['active', 'suspended']),
  grants: z.array(Grant), teamIds: z.array(z.uuid()), secondFactor: z.boolean(), lastSeenAt: z.string().nullable(),
})
export type Person = z.infer<typeof Person>
export const PersonChange = z.object({
  name: z.string().trim().min(1).max(120).optional(), role: Role.optional(), status: z.enum(['active', 'suspended']).optional(),
  grants: z.array(Grant).max(500).optional(), teamIds: z.array(z.uuid()).max(500).optional(),
})

export const Invitation = z.object({ id: z.uuid(), email: z.string(), role: Role, invitedBy: z.string(), expiresAt: z.string(), createdAt: z.string() })
export type Invitation = z.infer<typeof Invitation>
export const InvitationInput = z.object({ email: z.email().max(254), name: z.string().trim().min(1).max(120), role: Role, grants: z.array(Grant).max(500), teamIds: z.array(z.uuid()).max(500).default([]) })
/** The link is shown once, so that it can be handed over where no system mail is configured. */
export const InvitationMade = Invitation.extend({ link: z.string() })

/** Who is signed in: what the desk needs to draw its frame. */
export const Me = z.object({
  personId: z.uuid(), accountId: z.uuid(), accountName: z.string(), name: z.string(), email: z.string(), role: Role, language: Language,
  signature: z.string(), permissions: z.array(z.string()), brands: z.array(Brand), teams: z.array(Team), secondFactor: z.boolean(),
})
export type Me = z.infer<typeof Me>
export const MyChange = z.object({ name: z.string().trim().min(1).max(120).optional(), language: Language.optional(), signature: z.string().max(4000).optional() })

export const SignIn = z.object({ email: z.string().max(254), password: z.string().max(200) })
/** 'second-factor': the password was right; now `POST /session/second-factor` with a TOTP or recovery code. */
export const SignInAnswer = z.object({ next: z.enum(['desk', 'second-factor']) })
export const SecondFactorCode = z.object({ code: z.string().trim().min(6).max(40) })
export const Password = z.string().min(10, 'At least 10 characters.').max(200)
export const SetUp = z.object({
  accountName: z.string().trim().min(1).max(120), name: z.string().trim().min(1).max(120), email: z.email().max(254), password: Password,
  brand: BrandInput, sampleCompany: z.boolean().default(false),
})
export const SetUpState = z.object({ needed: z.boolean() })
export const InvitationView = z.object({ email: z.string(), name: z.string(), accountName: z.string() })
export const InvitationAcceptance = z.object({ name: z.string().trim().min(1).max(120), password: Password })
export const PasswordResetRequest = z.object({ email: z.string().max(254) })
export const PasswordReset = z.object({ token: z.string().max(200), password: Password })
export const Session = z.object({ id: z.string(), current: z.boolean(), device: z.string(), ipAddress: z.string(), createdAt: z.string(), lastSeenAt: z.string() })
export type Session = z.infer<typeof Session>
export const SecondFactorSetUp = z.object({ uri: z.string(), secret: z.string(), qr: z.string() })
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })

export const ApiToken = z.object({ id: z.uuid(), name: z.string(), scopes: z.array(z.enum(tokenScopes)), createdAt: z.string(), expiresAt: z.string().nullable(), lastUsedAt: z.string().nullable() })
export type ApiToken = z.infer<typeof ApiToken>
export const ApiTokenInput = z.object({ name: z.string().trim().min(1).max(80), scopes: z.array(z.enum(tokenScopes)).min(1), expiresInDays: z.number().int().min(1).max(730).nullable() })
/** The token itself is shown once. */
export const ApiTokenMade = ApiToken.extend({ token: z.string() })
