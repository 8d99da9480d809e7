import type { Category } from '../mall/mall.ts'

/** A category by the name in its address, by its key, which is the same in all languages, by another language's name, or by one it had. */
export const findCategory = (categories: readonly Category[], slugOrKey: string): Category | undefined =>
  categories.find(({ slug }) => slug === slugOrKey) ??
  categories.find(({ key }) => key === slugOrKey) ??
  categories.find(({ alternates = {} }) => Object.values(alternates).includes(slugOrKey)) ??
  categories.find(({ formerly = [] }) => formerly.includes(slugOrKey))

/** The way from the root to a category, itself last. */
export function branchOf(categories: readonly Category[], category: Category): Category[] {
  const parent = categories.find(({ id }) => id === category.parentId)
  return parent ? [...branchOf(categories, parent), category] : [category]
}
