// Keeps one page for when there is no connection; everything else is the network's.
const KEPT = 'mall'

/** Keeps the page with the files it names, and forgets those of an older build. */
async function keep(page) {
  const answer = await fetch(page)
  const files = (await answer.clone().text()).match(/\/assets\/mall\/[\w.-]+/g) ?? []
  await caches.delete(KEPT)
  const cache = await caches.open(KEPT)
  await Promise.all([cache.put(page, answer), cache.addAll([...new Set(files)])])
}

async function withoutConnection(request) {
  const { pathname, search } = new URL(request.url)
  const page = `/${pathname.split('/')[1]}/offline`
  const kept = await caches.match(page)
  if (!kept) return Response.error()
  return pathname === page ? kept : Response.redirect(`${page}?to=${encodeURIComponent(pathname + search)}`)
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => event.waitUntil(keep(event.data)))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => withoutConnection(request)))
  else if (request.url.includes('/assets/mall/'))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
