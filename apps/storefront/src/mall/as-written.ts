import { defineAsyncComponent, type Component } from 'vue'

/**
 * A part that stays as the server wrote it, since nothing in it answers to scripts but links, which are followed for
 * the whole page: a phone need not take over what only has to be read. Where there is no such writing it is rendered.
 */
export const asWritten = <Part extends Component>(part: Part): Part =>
  defineAsyncComponent({ loader: () => Promise.resolve(part as never), hydrate: () => undefined }) as Part
