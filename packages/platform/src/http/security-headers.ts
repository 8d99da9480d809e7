/** Sources to add to directives of a page's Content-Security-Policy: `{ 'form-action': ['https://pay.example'] }`. */
export type PagePolicy = Readonly<Record<string, readonly string[]>>

declare module 'fastify' {
  interface FastifyReply {
    /** For `<script nonce>` and `<style nonce>` of this answer. */
    readonly cspNonce: string
    /** Widens the policy of this page. */
    pagePolicy: PagePolicy | undefined
  }
  interface FastifyContextConfig {
    /** Capability, for figures and limits. */
    operation?: string
    /** Takes a multipart form. */
    upload?: boolean
  }
}
