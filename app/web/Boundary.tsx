import { Component, type ReactNode } from 'react'
import { ErrorState } from '#kit/states.tsx'

/** A screen that fails while it is drawn says so and offers to begin anew, instead of leaving an empty page. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }
  static getDerivedStateFromError(error: unknown) { return { error } }
  override render() {
    return this.state.error ? <main className="page"><ErrorState error={this.state.error} onRetry={() => location.reload()} /></main> : this.props.children
  }
}
