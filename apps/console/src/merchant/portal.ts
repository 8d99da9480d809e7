import type { Portal } from '../shell/portal.ts'

/** The portal of those who sell. */
export const merchantPortal: Portal = {
  name: 'merchant',
  title: 'merchant.title',
  menu: [],
  routes: [],
  beforeLogIn: [],
}
