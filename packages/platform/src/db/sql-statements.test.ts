import { describe, expect, it } from 'vitest'
import { splitStatements } from './sql-statements.ts'

const texts = (file: string) => splitStatements(file).map((statement) => statement.text)

describe('splitting a file into statements', () => {
  it('names the line each one begins on, past comments and empty lines', () => {
    const file = `-- goods; and more
create table a (id int);

/* two; words */ create table b (
  id int
);
`
    expect(splitStatements(file)).toEqual([
      { text: 'create table a (id int)', line: 2 },
      { text: 'create table b (\n  id int\n)', line: 4 },
    ])
  })

  it.each([
    ['a text', "select 'a; b'; select 2", ["select 'a; b'", 'select 2']],
    ['a doubled quote', "select 'it''s; so'; select 2", ["select 'it''s; so'", 'select 2']],
    ['an escaped quote', "select e'it\\'s; so'; select 2", ["select e'it\\'s; so'", 'select 2']],
    ['a quoted name', 'select 1 as "a;b"; select 2', ['select 1 as "a;b"', 'select 2']],
    ['a function body', 'do $$ begin; end $$; select 2', ['do $$ begin; end $$', 'select 2']],
    ['a tagged body', "do $a$ select '$$;' $a$; select 2", ["do $a$ select '$$;' $a$", 'select 2']],
    ['a name that ends in e', "select type'a;b'; select 2", ["select type'a;b'", 'select 2']],
  ])('leaves the semicolon inside %s alone', (_, file, expected) => {
    expect(texts(file)).toEqual(expected)
  })

  it('takes a last statement without semicolon and forgets empty ones', () => {
    expect(texts(';; select 1 ; -- end\n select 2')).toEqual(['select 1', 'select 2'])
  })
})
