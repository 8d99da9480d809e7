import {
  findRegion,
  regionOfPostcode,
  regionsOf,
  shapeOf,
  tidyPostcode,
  type AddressDraft,
  type AddressPart,
  type Region,
} from '@tradewind/addresses'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'

// Telephone numbers weigh more than the rest of the form, and are the last that is written.
const phones = () => import('@tradewind/addresses/phones')

/** What a form does with what is typed: regions to choose from, postcodes and phones put into their form. */
export function useAddressForm(draft: Ref<AddressDraft>) {
  const shape = computed(() => shapeOf(draft.value.country))
  const regions = shallowRef<readonly Region[]>([])
  const phoneIsWrong = ref(false)
  /** What was chosen in each country, for whoever comes back to it. */
  const regionIn = new Map<string, string>()
  const change = (parts: Partial<AddressDraft>) => {
    draft.value = { ...draft.value, ...parts }
  }

  async function loadRegions(country: string): Promise<void> {
    const found = await regionsOf(country)
    if (country !== draft.value.country) return
    regions.value = found
    const known = findRegion(found, draft.value.region)
    if (found.length > 0 && known?.code !== draft.value.region) change({ region: known?.code ?? '' })
  }
  async function writePhone(country: string): Promise<void> {
    const written = draft.value.phone
    if (written.trim() === '') phoneIsWrong.value = false
    else {
      const { phoneText, readPhone } = await phones()
      const phone = readPhone(written, country)
      phoneIsWrong.value = phone === undefined
      if (phone !== undefined && draft.value.phone === written)
        change({ phone: phoneText(phone, draft.value.country) })
    }
  }

  watch(
    () => draft.value.country,
    (country, before) => {
      regions.value = []
      void loadRegions(country)
      // A number dialled in one country is another one in the next.
      if (draft.value.phone !== '') void writePhone(before ?? country)
    },
    { immediate: true },
  )

  return {
    shape,
    regions,
    phoneIsWrong,
    change,
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
