/** Two short tones, made on the spot: a page's policy need not allow any media. */
export function chime() {
  try {
    const sound = new AudioContext()
    for (const [at, pitch] of [[0, 660], [0.12, 880]] as const) {
      const tone = sound.createOscillator()
      const loudness = sound.createGain()
      tone.frequency.value = pitch
      loudness.gain.setValueAtTime(0.06, sound.currentTime + at)
      loudness.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + at + 0.3)
      tone.connect(loudness).connect(sound.destination)
      tone.start(sound.currentTime + at)
      tone.stop(sound.currentTime + at + 0.32)
    }
    setTimeout(() => void sound.close(), 800)
  } catch { /* Before the first click a page may make no sound. */ }
}

/** The title of the page says that something was said, by turns with its own, until it is looked at. */
export function blinker() {
  let timer = 0
  let own = ''
  let shown = ''
  const stop = () => {
    if (!timer) return
    clearInterval(timer)
    timer = 0
    // The page may have changed its title meanwhile: then that one stays.
    if (document.title === shown) document.title = own
  }
  return {
    start(words: string) {
      if (timer || document.visibilityState === 'visible' && document.hasFocus()) return
      own = document.title
      shown = `● ${words}`
      timer = window.setInterval(() => { if (document.title === shown) document.title = own; else { own = document.title; document.title = shown } }, 1_200)
      document.title = shown
    },
    stop,
  }
}
