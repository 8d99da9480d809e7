import type { RouteRecordRaw } from 'vue-router'
import type { IconName } from '../parts/icons.ts'

/** One entry of the left menu: a noun. Hidden from people without the permission. */
export interface MenuEntry {
  to: string
  /** Text key of its name. */
  label: string
  icon: IconName
  permission?: string
}

/** What makes a portal of the shell. */
export interface Portal {
  name: 'merchant' | 'admin'
  /** Text key of its name. */
  title: string
  menu: readonly MenuEntry[]
  routes: RouteRecordRaw[]
  /** Where people may go who are not logged in, offered on the log-in page. */
  beforeLogIn: readonly { to: string; label: string }[]
  /** Where to go before anybody can log in, such as a first-run page. */
  insteadOfLogIn?: () => Promise<string | undefined>
}

declare module 'vue-router' {
  interface RouteMeta {
    /** What a person must be allowed to do to see the page. */
    permission?: string
    /** Shown to people who are not logged in, without the menu. */
    open?: boolean
    /** An open page that keeps the menu for people who are logged in. */
    framed?: boolean
  }
}
