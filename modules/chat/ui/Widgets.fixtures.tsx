import { WidgetSettings, type Widget } from '#contracts/chat'
import { WidgetCard } from './WidgetsPage.tsx'

const settings = WidgetSettings.parse({ origins: ['https://butik.fjordlys.example'], title: 'Fjordlys', colour: '#0b5c4a', greeting: { da: 'Hej! Hvad kan vi gøre for dig?', en: 'Hello! What can we do for you?' }, form: { ask: 'always', email: 'required', consent: { en: 'You may keep what I write.' }, fields: [{ key: 'order', label: { en: 'Order number' }, kind: 'text' }] } })
const widget: Widget = { id: 'w1', brandId: 'b1', name: 'Butikken', teamId: null, siteKey: 'kQ3x', settings, signingKeys: [], snippet: '<script async src="https://desk.example/chat/loader.js" data-site="kQ3x"></script>', version: 3, online: 12 }
export const inUse = <ul><WidgetCard widget={widget} may onRetire={() => undefined} /></ul>
export const onNoSite = <ul><WidgetCard widget={{ ...widget, online: 0, settings: { ...settings, origins: [] } }} may={false} onRetire={() => undefined} /></ul>
