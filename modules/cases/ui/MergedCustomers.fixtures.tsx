import { CustomerHits } from './MergeCustomerDialog.tsx'
import { MergedCustomers } from './MergedCustomers.tsx'

const merged = [{ id: 'k2', name: 'F. Öztürk', note: 'Bestellt für die Firma.' }, { id: 'k3', name: 'fatima@verein.example', note: '' }]
const hit = { id: 'k2', brandId: 'b1', name: 'F. Öztürk', address: 'fatima@firma.example' }
export const two = <MergedCustomers merged={merged} onPart={() => {}} />
export const onlyRead = <MergedCustomers merged={merged.slice(0, 1)} onPart={undefined} />
export const found = <CustomerHits rows={[hit, { ...hit, id: 'k4', name: 'Fatima Yılmaz', address: null }]} onChoose={() => {}} />
