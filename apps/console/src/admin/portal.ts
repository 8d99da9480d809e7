import type { Portal } from '../shell/portal.ts'

/** The portal of those who run the mall. */
export const adminPortal: Portal = {
  name: 'admin',
  title: 'admin.title',
  menu: [],
  routes: [],
  beforeLogIn: [],
}
