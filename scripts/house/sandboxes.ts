import { startSandboxPsp, type SandboxPspOptions } from '../../apps/sandbox-psp/src/sandbox.ts'
import { startSandboxTranslator } from '../../apps/sandbox-translator/src/sandbox.ts'

/** What the sandboxes of a house are told, as JSON in `SANDBOXES`. */
export interface SandboxOptions {
  psp: SandboxPspOptions
  translator: Parameters<typeof startSandboxTranslator>[0]
}

/** The providers of a house, apart from it as real ones are; one process for both, to keep little in memory. */
const { psp, translator } = JSON.parse(process.env['SANDBOXES'] ?? '') as SandboxOptions
const running = await Promise.all([startSandboxPsp(psp), startSandboxTranslator(translator)])
console.log('sandboxes listen')

const stop = () => void Promise.all(running.map((one) => one.stop())).then(() => process.exit(0))
process.once('SIGTERM', stop)
// A house that goes away takes this process along.
process.once('disconnect', stop)
// Ctrl-C reaches the house, which ends this process once nobody asks it any more.
process.on('SIGINT', () => undefined)
