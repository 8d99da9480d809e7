import { describe, expect, test } from 'vitest'
import { alignRows, choiceAfter, differs, idsIn, shownGroups } from './compare.rules.ts'

const ids = Array.from({ length: 6 }, (_, nth) => `prd_0000000000000000000000000${nth}`)

describe('goods side by side', () => {
  test('an address names up to four, each once; whatever else it says is left out', () => {
    expect(idsIn(ids.join(','))).toEqual(ids.slice(0, 4))
    expect(idsIn(`${ids[0]},${ids[0]},<script>,${ids[1]}`)).toEqual(ids.slice(0, 2))
    expect(idsIn([ids[0], ids[1]])).toEqual(ids.slice(0, 2))
    expect(idsIn(undefined)).toEqual([])
  })

  test('an address chooses for who had chosen nothing, one product joins, and nothing chosen is lost', () => {
    const [cup, bowl, vase] = ['cup', 'bowl', 'vase'].map((name, nth) => ({ id: ids[nth] ?? '', name }))
    if (!cup || !bowl || !vase) throw new Error('three goods are compared')
    expect(choiceAfter([], [cup.id, bowl.id], [cup, bowl])).toEqual([cup, bowl])
    expect(choiceAfter([vase], [cup.id, bowl.id], [cup, bowl])).toEqual([vase])
    expect(choiceAfter([cup, bowl], [vase.id], [vase])).toEqual([cup, bowl, vase])
    expect(choiceAfter([cup, bowl], [cup.id], [cup])).toEqual([cup, bowl])
    expect(choiceAfter([cup], [], [])).toEqual([cup])
    // No longer offered.
    expect(choiceAfter([cup, bowl], [bowl.id], [])).toEqual([cup])
    expect(choiceAfter([cup, bowl], [cup.id, bowl.id], [cup])).toEqual([cup])
  })

  test('the same attribute stands in one row, and a product without it says nothing there', () => {
    const rows = alignRows([
      [
        { key: 'glaze', name: 'Glaze', value: 'Ash' },
        { key: 'volume', name: 'Capacity', value: '250 ml' },
      ],
      [
        { key: 'wood', name: 'Wood', value: 'Oak' },
        { key: 'glaze', name: 'Glaze', value: 'Ash' },
      ],
    ])
    expect(rows.map(({ key, cells }) => [key, cells])).toEqual([
      ['glaze', ['Ash', 'Ash']],
      ['volume', ['250 ml', null]],
      ['wood', [null, 'Oak']],
    ])
    expect(rows.map(differs)).toEqual([false, true, true])
  })

  test('differences alone are shown when wished, and groups that hold none are not', () => {
    const same = { key: 'a', name: 'A', cells: ['1', '1'] }
    const other = { key: 'b', name: 'B', cells: ['1', '2'] }
    const silent = { key: 'c', name: 'C', cells: [null, null] }
    const groups = [
      { name: 'One', rows: [same, silent] },
      { name: 'Two', rows: [other, same] },
    ]
    expect(shownGroups(groups, false).map(({ rows }) => rows)).toEqual([[same], [other, same]])
    expect(shownGroups(groups, true)).toEqual([{ name: 'Two', rows: [other] }])
  })
})
