import '@fontsource-variable/inter'
import '#kit/tokens.css'
import '#kit/base.css'
import { createRoot } from 'react-dom/client'
import { languageOf, speak } from '#kit/i18n.ts'
import { App } from './App.tsx'

// The reader's browser says which language comes first; whoever signs in gets the one of their profile.
await speak(languageOf(navigator.languages))
createRoot(document.getElementById('root')!).render(<App />)
