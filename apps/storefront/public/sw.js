// Keeps one page for when there is no connection; everything else, above all what is a reader's own, is the network's.
const KEPT = 'mall'
const OFFLINE_PAGE = /^\/[\w-]+\/offline$/

/** Keeps the page with the files it names, and forgets those of an older build. */
async function keep(page) {
  const answer = await fetch(page)
  if (!answer.ok || answer.redirected) return
  const files = (await answer.clone().text()).match(/\/assets\/mall\/[\w.-]+/g) ?? []
  await caches.delete(KEPT)
  const cache = await caches.open(KEPT)
  await Promise.all([cache.put(page, answer), cache.addAll([...new Set(files)])])
}

/** The kept page with the way back; in the language that was read last where the wanted address names none. */
async function withoutConnection(request) {
  const { pathname, search } = new URL(request.url)
  const cache = await caches.open(KEPT)
  const known = (await cache.keys())
    .map(({ url }) => new URL(url).pathname)
    .filter((path) => OFFLINE_PAGE.test(path))
  const own = `/${pathname.split('/')[1]}/offline`
  const page = known.includes(own) ? own : known[0]
  if (page === undefined) return Response.error()
  if (pathname === page) return cache.match(page)
  return Response.redirect(`${page}?to=${encodeURIComponent(pathname + search)}`)
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  if (OFFLINE_PAGE.test(event.data)) event.waitUntil(keep(event.data))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => withoutConnection(request)))
  else if (request.url.startsWith(`${location.origin}/assets/mall/`))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
