import { describe, expect, it } from 'vitest'
import { readBody } from './body.ts'

describe('a legal text', () => {
  it('is read as paragraphs, headings and lists', () => {
    const body =
      'First.\r\n\n# Sending back\nWithin 14 days:\n- write to us\n-  send it\n\nThat is all - really.\n- one more'
    expect(readBody(body)).toEqual([
      { kind: 'paragraph', text: 'First.' },
      { kind: 'heading', text: 'Sending back' },
      { kind: 'paragraph', text: 'Within 14 days:' },
      { kind: 'list', entries: ['write to us', 'send it'] },
      { kind: 'paragraph', text: 'That is all - really.' },
      { kind: 'list', entries: ['one more'] },
    ])
  })

  it('keeps as words what is no mark', () => {
    expect(readBody('#1 <b>of</b> -5 %\n-\n# ')).toEqual([
      { kind: 'paragraph', text: '#1 <b>of</b> -5 %' },
      { kind: 'paragraph', text: '-' },
      { kind: 'paragraph', text: '#' },
    ])
    expect(readBody('')).toEqual([])
  })
})
