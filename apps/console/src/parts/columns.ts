/** A column of a list; `key` names the slot of its cells, `end` sets figures at the line's end. */
export interface Column {
  key: string
  label: string
  end?: boolean
}
