// The most used passwords that are long enough to pass otherwise, as lists of leaked ones show them.
const COMMON: ReadonlySet<string> = new Set([
  '0987654321',
  '1234567890',
  '12345678910',
  '123456789a',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcd1234567',
  'administrator',
  'changeme123',
  'iloveyou123',
  'letmein123',
  'password01',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'q1w2e3r4t5',
  'q1w2e3r4t5y6',
  'qwerty12345',
  'qwertyuiop',
  'qwertyuiop123',
  'welcome123',
  'welcome1234',
  'zaq12wsxcde3',
])
const LEAST_DIFFERENT_CHARACTERS = 5
const LEAST_OWN_CHARACTERS = 6

/** Whether a password is among the first that anyone would try. Source: NIST SP 800-63B section 5.1.1.2. */
export function isWeakPassword(password: string, email: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  const [mailbox = ''] = email.toLowerCase().split('@')
  const own = plain.replaceAll(email.toLowerCase(), '').replaceAll(mailbox, '')
  return (
    COMMON.has(plain) || new Set(plain).size < LEAST_DIFFERENT_CHARACTERS || own.length < LEAST_OWN_CHARACTERS
  )
}
