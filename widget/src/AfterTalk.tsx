/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { fill } from './words.ts'
import type { View } from './view.ts'

/** The talk has ended: how it was, and how it goes on. */
export function AfterTalk({ view }: { view: View }) {
  const { handle: { settings }, session, state, w, setAnew } = view
  const [score, setScore] = useState(0)
  const [words, setWords] = useState('')
  const rated = state.current?.rating
  return <div class="after">
    {settings.rating && (rated ? <p role="status" class="thanks">{w.thanks} {'★'.repeat(rated)}</p> : <form onSubmit={(event) => { event.preventDefault(); if (score) session.take({ type: 'rate', score, words: words.trim() }) }}>
      <fieldset><legend>{w.howWas}</legend><div class="stars">{[1, 2, 3, 4, 5].map((n) => <label key={n} class={n <= score ? 'on' : ''}><input type="radio" name="score" checked={score === n} onChange={() => setScore(n)} aria-label={fill(w.star, { n })} /><span aria-hidden="true">{n <= score ? '★' : '☆'}</span></label>)}</div></fieldset>
      {score > 0 && <><textarea rows={2} maxLength={2_000} aria-label={w.words} placeholder={w.words} value={words} onInput={({ currentTarget }) => setWords(currentTarget.value)} /><button type="submit" class="button">{w.send}</button></>}
    </form>)}
    <button type="button" class="button plain" onClick={() => setAnew(true)}>{w.newTalk}</button>
  </div>
}

/** Where the talk shall go by mail. */
export function Transcript({ view, done }: { view: View; done: () => void }) {
  const { session, w, say } = view
  const field = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState(false)
  return <form class="asked" noValidate onSubmit={(event) => {
    event.preventDefault()
    const email = field.current!.value.trim()
    if (!/^\S+@\S+\.\S+$/.test(email)) { setWrong(true); return field.current!.focus() }
    session.take({ type: 'transcript', email })
    say(w.mailed)
    done()
  }}>
    <label for="t-email">{w.transcript}</label>
    <input id="t-email" ref={field} type="email" autocomplete="email" placeholder={w.email} aria-invalid={wrong} aria-describedby={wrong ? 't-wrong' : undefined} />
    {wrong && <p class="wrong" id="t-wrong">{w.badEmail}</p>}
    <div class="deeds"><button type="submit" class="button">{w.send}</button><button type="button" class="button plain" onClick={done}>{w.cancel}</button></div>
  </form>
}
