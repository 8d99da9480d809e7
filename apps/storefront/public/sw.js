// Keeps one page for when there is no connection; everything else is the network's.
const KEPT = 'mall'

async function keep(addresses) {
  await caches.delete(KEPT) // what belonged to an older build
  const cache = await caches.open(KEPT)
  await cache.addAll(addresses)
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  const { offlinePage, files } = event.data ?? {}
  if (typeof offlinePage !== 'string') return
  event.waitUntil(keep([offlinePage, ...files]))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') {
    const [, locale] = new URL(request.url).pathname.split('/')
    event.respondWith(
      fetch(request).catch(async () => (await caches.match(`/${locale}/offline`)) ?? Response.error()),
    )
  } else if (request.url.includes('/assets/mall/')) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  }
})
