import type { Answer } from '@tradewind/api-client'
import type { Translator } from '@tradewind/locales'

type Given = Answer<'content.getBrand'>

/** What the mall is called and looks like: as its operator chose, else as it came. */
export interface Brand {
  name: string
  /** Name and claim, for the home page. */
  title: string
  about: string
  mark: Given['mark']
  /** Whether the name is the one it came with, for which letters are drawn. */
  own: boolean
  colour: Given['colour']
}

export function brandOf(t: Translator, given: Given | undefined): Brand {
  const mall = given?.name ?? t('mall.name')
  return {
    name: mall,
    title: t('mall.title', { mall, claim: given?.claim ?? t('mall.claim') }),
    about: given?.about ?? t('mall.description'),
    mark: given?.mark ?? null,
    own: given?.name == null,
    colour: given?.colour ?? null,
  }
}
