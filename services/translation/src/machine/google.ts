import { PROVIDER_SECONDS, type Machine } from './machine.types.ts'

/** Google Cloud Translation (basic) by its official client, which is loaded with the first text. */
export const google = ({ key, url }: { key: string; url?: string }): Machine => ({
  name: 'google',
  async translate(lines, from, to) {
    const { v2 } = await import('@google-cloud/translate')
    const client = new v2.Translate({ key, autoRetry: false, maxRetries: 0 })
    if (url !== undefined) client.baseUrl = `${url}/language/translate/v2`
    const call = client.translate([...lines], { from, to, format: 'html' })
    const [texts] = await Promise.race([call, late()])
    return texts
  },
})

const late = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the provider took too long')), PROVIDER_SECONDS * 1_000).unref()
  })
