// The settings page shows this page in a frame and says what its owner is trying out, before it is saved. Nobody else is listened to.
const site = document.querySelector('script[data-site]').dataset.site
addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || source !== parent || data?.type !== 'balie-preview') return
  window.Balie?.site(site).destroy()
  const shown = window.Balie?.add({ host: location.origin, site, settings: data.settings, language: data.language })
  if (data.open) shown?.open()
})
if (parent !== window) parent.postMessage({ type: 'balie-preview-ready' }, location.origin)
