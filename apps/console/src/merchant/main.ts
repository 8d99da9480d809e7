import './styles.css'
import { startPortal } from '../shell/start.ts'
import { merchantPortal } from './portal.ts'

await startPortal(merchantPortal)
