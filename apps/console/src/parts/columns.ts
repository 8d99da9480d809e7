/** A column of a list; `key` names the slot of its cells, `end` sets figures at the line's end, `prose` gives words a card's width. */
export interface Column {
  key: string
  label: string
  end?: boolean
  prose?: boolean
}
