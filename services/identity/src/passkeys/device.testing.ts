import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { cose, isoCBOR } from '@simplewebauthn/server/helpers'

/** A device that keeps one passkey, as a test's story needs it; `counter` rises with each use. */
export interface TestDevice {
  credentialId: string
  counter: number
  /** What the browser hands in for a new passkey. */
  make(challenge: string): { credentialId: string; clientDataJSON: string; attestationObject: string }
  /** What it hands in for a log-in. */
  use(challenge: string): {
    credentialId: string
    clientDataJSON: string
    authenticatorData: string
    signature: string
  }
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

/** Source: WebAuthn Level 3, section 6. */
export function testDevice(origin: string, { verifies = true } = {}): TestDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coseKey = new Map<number, number | Uint8Array>([
    [cose.COSEKEYS.kty, cose.COSEKTY.EC2],
    [cose.COSEKEYS.alg, cose.COSEALG.ES256],
    [cose.COSEKEYS.crv, cose.COSECRV.P256],
    [cose.COSEKEYS.x, Buffer.from(x, 'base64url')],
    [cose.COSEKEYS.y, Buffer.from(y, 'base64url')],
  ])
  const id = randomBytes(32)
  const credentialId = id.toString('base64url')
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authenticatorData = (flags: number, counter: number, rest = Buffer.alloc(0)) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(flags | USER_PRESENT | (verifies ? USER_VERIFIED : 0))
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([sha256(new URL(origin).hostname), head, rest])
  }
  const device: TestDevice = {
    credentialId,
    counter: 0,
    make(challenge) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const credential = Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(coseKey)])
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authenticatorData(HAS_CREDENTIAL, device.counter, credential))],
      ])
      return {
        credentialId,
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: Buffer.from(
          isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]),
        ).toString('base64url'),
      }
    },
    use(challenge) {
      device.counter += 1
      const said = clientData('webauthn.get', challenge)
      const data = authenticatorData(0, device.counter)
      const signature = createSign('sha256').update(data).update(sha256(said)).sign(privateKey)
      return {
        credentialId,
        clientDataJSON: said.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      }
    },
  }
  return device
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
