import type { FastifyReply, FastifyRequest } from 'fastify'

export type Portal = 'mall' | 'merchant' | 'admin'

const SESSION_DAYS = 30
const GUEST_DAYS = 180
const BROWSER_DAYS = 365

/** Names and writes our cookies: HttpOnly, same site, bound to the host where the address is https. */
export class Cookies {
  readonly #secure: boolean

  constructor(publicUrl: string) {
    this.#secure = publicUrl.startsWith('https:')
  }

  session(request: FastifyRequest, portal: Portal): string | undefined {
    return readCookie(request, this.#name(portal))
  }

  guest(request: FastifyRequest): string | undefined {
    return readCookie(request, this.#name('guest'))
  }

  browser(request: FastifyRequest): string | undefined {
    return readCookie(request, this.#name('browser'))
  }

  setSession(reply: FastifyReply, portal: Portal, token: string): void {
    this.#set(reply, this.#name(portal), token, SESSION_DAYS * 86_400)
  }

  clearSession(reply: FastifyReply, portal: Portal): void {
    this.#set(reply, this.#name(portal), '', 0)
  }

  setGuest(reply: FastifyReply, token: string): void {
    this.#set(reply, this.#name('guest'), token, GUEST_DAYS * 86_400)
  }

  setBrowser(reply: FastifyReply, token: string): void {
    this.#set(reply, this.#name('browser'), token, BROWSER_DAYS * 86_400)
  }

  // A browser takes the prefix __Host- only over https; localhost goes without.
  #name(what: string): string {
    return this.#secure ? `__Host-tw-${what}` : `tw-${what}`
  }

  #set(reply: FastifyReply, name: string, value: string, maxAgeSeconds: number): void {
    const secure = this.#secure ? '; Secure' : ''
    void reply.header(
      'set-cookie',
      `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`,
    )
  }
}

function readCookie(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers.cookie
  if (!header) return undefined
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined
  }
  return undefined
}
