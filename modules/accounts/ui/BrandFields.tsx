import type { Language } from '#contracts/accounts'
import { Field, Select, TextArea } from '#kit/Field.tsx'
import { catalogueLanguages, t } from '#kit/i18n.ts'
import { prefixOf, type BrandWriting } from './brand-input.ts'

export const languageOptions = () => catalogueLanguages.map((value) => ({ value, label: t(`lang.${value}`) }))
const zones = Intl.supportedValuesOf('timeZone')

/** The prefix follows the name until somebody chooses another one. */
export function BrandFields({ value, onChange, withSignature = false }: { value: BrandWriting; onChange: (value: BrandWriting) => void; withSignature?: boolean }) {
  const set = (patch: Partial<BrandWriting>) => onChange({ ...value, ...patch })
  const rename = (name: string) => set({ name, ...(value.referencePrefix === prefixOf(value.name) ? { referencePrefix: prefixOf(name) } : {}) })
  return <div className="form">
    <div className="form__pair">
      <Field label={t('brand.name')} required maxLength={80} value={value.name} onChange={(event) => rename(event.target.value)} />
      <Field label={t('brand.prefix')} required pattern="[A-Z]{1,4}" maxLength={4} hint={t('brand.prefix-hint', { example: `${value.referencePrefix || 'K'}-1042` })} value={value.referencePrefix} onChange={(event) => set({ referencePrefix: event.target.value.toUpperCase() })} />
    </div>
    <div className="form__pair">
      <Select label={t('language')} options={languageOptions()} value={value.language} onChange={(event) => set({ language: event.target.value as Language })} />
      <Select label={t('brand.zone')} options={[...new Set([value.timeZone, ...zones])].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} value={value.timeZone} onChange={(event) => set({ timeZone: event.target.value })} />
    </div>
    {withSignature ? <TextArea label={t('brand.signature')} optional maxLength={4000} value={value.signature ?? ''} onChange={(event) => set({ signature: event.target.value })} /> : null}
  </div>
}
