/** Log-ins of the demo, shown by `npm start`; refused when the server listens beyond this machine. */
export const DEMO_LOG_INS = {
  buyer: { email: 'buyer@demo.example', password: 'demo-buyer-2026' },
  operator: { email: 'operator@demo.example', password: 'demo-operator-2026' },
  house: { email: 'house@demo.example', password: 'demo-merchant-2026' },
  kiri: { email: 'kiri@demo.example', password: 'demo-merchant-2026' },
  quay: { email: 'quay@demo.example', password: 'demo-merchant-2026' },
  nusantara: { email: 'nusantara@demo.example', password: 'demo-merchant-2026' },
} as const
