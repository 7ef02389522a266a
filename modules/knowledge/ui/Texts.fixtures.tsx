import { Chip } from '#kit/Chip.tsx'
import { chooseVariant } from './choose-text.ts'
import { fillText, type Values } from './fill-text.ts'
import { sampleTexts, spare } from './sample-texts.ts'
import { TextList } from './TextsPage.tsx'
import { TextPreview } from './TextPreview.tsx'

const values: Values = { 'customer.name': 'Fatima Öztürk', 'customer.first-name': '', 'case.reference': 'F-1042', 'case.subject': 'Zelt mit gebrochener Stange', 'agent.name': 'Maren Lindqvist', 'agent.first-name': 'Maren', 'brand.name': 'Fjeld & Wald', 'today': '24. November 2026' }
const preview = (language: string) => <TextPreview id={`preview-${language}`} language={language} filled={fillText(chooseVariant(spare.variants, [language]), values)} />

const Chips = () => <p className="macro-chips"><Chip>Waiting for customer</Chip><Chip>+ spare-part</Chip></p>
export const list = <TextList macros={{ Chips }} texts={sampleTexts} onOpen={() => undefined} />
export const previewed = preview('de')
export const withAGap = preview('da')
export const unknownVariable = <TextPreview id="preview-unknown" language="de" filled={fillText({ text: 'Größe: {{shoe.size}}', html: null }, values)} />
