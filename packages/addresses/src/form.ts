import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { AddressPart, LatinPart } from './address.ts'
import { partsForLatin, type AddressDraft } from './draft.ts'
import { findRegion, regionOfPostcode, regionsOf, type Region } from './regions.ts'
import { shapeOf } from './shapes.ts'
import { tidyPostcode } from './tidy.ts'

// Telephone numbers weigh more than the rest of the form, and are the last that is written.
const phones = () => import('./phones.ts')

/** How many letters the API takes of each part. */
export const LONGEST: Readonly<Record<AddressPart, number>> = {
  name: 120,
  company: 120,
  line1: 200,
  line2: 200,
  district: 120,
  city: 120,
  region: 120,
  postcode: 20,
  phone: 40,
}

/**
 * What a Vue form does with what is typed: regions to choose from, postcodes and phones put into their form.
 * `regionsMissing` says that the regions could not be loaded; `loadRegions` tries again.
 */
export function useAddressForm(draft: Ref<AddressDraft>) {
  const shape = computed(() => shapeOf(draft.value.country))
  const regions = shallowRef<readonly Region[]>([])
  const regionsMissing = ref(false)
  const phoneIsWrong = ref(false)
  /** What was chosen in each country, for whoever comes back to it. */
  const regionIn = new Map<string, string>()
  const change = (parts: Partial<AddressDraft>) => {
    draft.value = { ...draft.value, ...parts }
  }

  async function loadRegions(): Promise<void> {
    const { country } = draft.value
    regionsMissing.value = false
    const found = await regionsOf(country).catch(() => undefined)
    if (country !== draft.value.country) return
    regionsMissing.value = found === undefined
    if (!found) return
    regions.value = found
    const known = findRegion(found, draft.value.region)
    if (found.length > 0 && known?.code !== draft.value.region) change({ region: known?.code ?? '' })
  }
  async function writePhone(country: string): Promise<void> {
    const written = draft.value.phone
    phoneIsWrong.value = false
    if (written.trim() === '') return
    // Without its script the number stays as it was typed, for the server to judge.
    const script = await phones().catch(() => undefined)
    if (!script || draft.value.phone !== written) return
    const phone = script.readPhone(written, country)
    phoneIsWrong.value = phone === undefined
    if (phone !== undefined) change({ phone: script.phoneText(phone, draft.value.country) })
  }

  watch(
    () => draft.value.country,
    (_country, before) => {
      regions.value = []
      void loadRegions()
      // A number dialled in one country is another one in the next.
      if (before !== undefined) void writePhone(before)
    },
    { immediate: true },
  )

  return {
    shape,
    /** Parts that are not in Latin script. */
    latinParts: computed(() => partsForLatin(draft.value)),
    changeLatin(part: LatinPart, text: string) {
      change({ latin: { ...draft.value.latin, [part]: text } })
    },
    regions,
    regionsMissing,
    loadRegions,
    phoneIsWrong,
    change,
    /** Another country; its region is what was chosen there before. */
    goTo(country: string) {
      regionIn.set(draft.value.country, draft.value.region)
      change({ country, region: regionIn.get(country) ?? '' })
    },
    /** Puts into its form what somebody has finished typing. */
    settle(part: AddressPart) {
      if (part === 'phone') void writePhone(draft.value.country)
      if (part !== 'postcode') return
      const postcode = tidyPostcode(draft.value.postcode.trim(), shape.value)
      if (postcode === undefined || postcode === '') return
      const region = draft.value.region || (regionOfPostcode(regions.value, postcode)?.code ?? '')
      change({ postcode, region })
    },
  }
}
