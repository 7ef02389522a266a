let context: AudioContext | null = null

/** Two soft notes, made here: nothing is fetched, and nothing rings on. Before anybody has touched the page a browser keeps it silent. */
export async function chime(volume: number): Promise<void> {
  if (volume <= 0 || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume().catch(() => undefined)
  for (const [n, pitch] of [659.25, 880].entries()) note(context, pitch, context.currentTime + n * 0.11, volume * 0.25)
}

function note(at: AudioContext, pitch: number, start: number, loudness: number) {
  const [tone, swell] = [at.createOscillator(), at.createGain()]
  tone.type = 'sine'
  tone.frequency.value = pitch
  // Neither beginning nor end may click.
  swell.gain.setValueAtTime(0, start)
  swell.gain.linearRampToValueAtTime(loudness, start + 0.015)
  swell.gain.exponentialRampToValueAtTime(0.0001, start + 0.35)
  tone.connect(swell).connect(at.destination)
  tone.start(start)
  tone.stop(start + 0.4)
}
