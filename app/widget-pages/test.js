// With `?preview` the settings page shows this page in a frame and says what its owner is trying out, before it is saved. Nobody else is listened to,
// and nothing is said to the server: what answers here is this page.
if (!document.querySelector('script[data-site]')) {
  const site = 'preview'
  document.documentElement.classList.add('preview')
  const id = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const examples = {
    en: ['Where is my bicycle?', 'It left our workshop this morning. You will have it tomorrow.', 'Does that help?', 'Yes, thank you', 'Not yet'],
    de: ['Wo bleibt mein Fahrrad?', 'Es hat heute früh unsere Werkstatt verlassen. Morgen haben Sie es.', 'Hilft Ihnen das?', 'Ja, danke', 'Noch nicht'],
    da: ['Hvor er min cykel?', 'Den forlod vores værksted i morges. Du har den i morgen.', 'Hjælper det?', 'Ja, tak', 'Ikke endnu'],
    nl: ['Waar is mijn fiets?', 'Hij is vanochtend uit onze werkplaats vertrokken. Morgen heb je hem.', 'Helpt dat?', 'Ja, bedankt', 'Nog niet'],
    et: ['Kus mu jalgratas on?', 'See lahkus täna hommikul meie töökojast. Homme on see teie käes.', 'Kas sellest on abi?', 'Jah, aitäh', 'Veel mitte'],
  }
  let shown = ''
  let place, api, talk

  function begin({ show, language }) {
    const words = examples[(language || place.settings.language).slice(0, 2)] ?? examples.en
    const agent = place.settings.staffed.agents[0] ?? { name: 'Maren', avatar: null }
    const line = (n, by, text, more = {}) => ({ n, id: id(n), clientId: id(n), at: new Date(Date.now() - (4 - n) * 60_000).toISOString(), by, name: by === 'agent' ? agent.name : '', avatar: by === 'agent' ? agent.avatar : null, text, word: null, files: [], card: null, ...more })
    const lines = [line(1, 'visitor', words[0]), line(2, 'agent', words[1])]
    if (show === 'after') lines.push(line(3, 'system', '', { word: 'ended' }))
    else lines.push(line(3, 'agent', '', { card: { kind: 'choices', title: words[2], text: '', picture: null, price: '', link: null, choices: words.slice(3) } }))
    talk = show === 'before' ? null : { id: id(900), state: show === 'after' ? 'ended' : 'active', last: lines.length, read: lines.length, agent: { name: agent.name, avatar: agent.avatar }, rating: null }
    return talk ? lines : []
  }

  /** Stands where the way to the server is, and answers as one would. */
  const wire = (lines) => (tells) => {
    const later = (deed) => setTimeout(deed)
    const say = (frame) => later(() => tells.frame(frame))
    const changed = (change) => { Object.assign(talk, change); say({ type: 'talk', talk: { ...talk } }) }
    later(() => tells.connected())
    return {
      again() {}, stop() {},
      say(frames) {
        for (const frame of frames) {
          if (frame.type === 'enter') {
            say({ type: 'welcome', visitor: id(1), secret: null, talk: talk && { ...talk }, staffed: place.settings.staffed, settings: 1, identified: false })
            if (talk && frame.after < lines.length) say({ type: 'lines', talk: talk.id, lines: lines.slice(frame.after), more: false })
          } else if (frame.type === 'say') {
            talk ??= { id: id(900), state: 'waiting', last: 0, read: 0, agent: null, rating: null }
            say({ type: 'kept', clientId: frame.clientId, talk: talk.id, n: ++talk.last, at: new Date().toISOString() })
          } else if (frame.type === 'end') changed({ state: 'ended' })
          else if (frame.type === 'rate') changed({ rating: frame.score })
        }
      },
    }
  }

  function draw({ settings, language = '', theme = '', show = 'talk' }) {
    const whole = { name: '', language: 'en', version: 1, staffed: { online: true, backAt: null, agents: [{ name: 'Maren', avatar: null }] }, ...settings, hideOnPhones: false }
    document.documentElement.dataset.theme = theme
    if (shown === `${show} ${language}` && api) {
      Object.assign(place.settings, whole)
      place.theme = theme
      const element = document.querySelector('balie-chat')
      if (!element?.shadowRoot) return
      const set = (name, value) => element.style.setProperty(name, value, 'important')
      for (const [name, colour] of [['--c', whole.colour], ['--t', whole.textOnColour]]) if (/^#[0-9a-f]{6}$/i.test(colour)) set(name, colour)
      for (const axis of ['x', 'y']) set(`--${axis}`, `${Number(whole.offset[axis]) || 0}px`)
      element.shadowRoot.firstElementChild.classList.toggle('left', whole.position === 'left')
      return api.language(language)
    }
    shown = `${show} ${language}`
    api?.destroy()
    for (const area of [localStorage, sessionStorage]) for (const key of Object.keys(area)) if (key.startsWith(`balie:${site}`)) area.removeItem(key)
    place = { host: location.origin, site, settings: whole, language, theme }
    place.wire = wire(begin({ show, language }))
    api = window.Balie.add(place)
    if (show !== 'closed') api.open()
  }

  const ready = () => (window.Balie?.add ? parent.postMessage({ type: 'balie-preview-ready' }, location.origin) : setTimeout(ready, 30))
  if (parent !== window) {
    addEventListener('message', ({ origin, source, data }) => { if (origin === location.origin && source === parent && data?.type === 'balie-preview') draw(data) })
    ready()
  }
}
