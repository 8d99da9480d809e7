import { startPortal } from '../shell/start.ts'
import { adminPortal } from './portal.ts'

await startPortal(adminPortal)
