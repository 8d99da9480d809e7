import { sql, type Kysely, type Transaction } from 'kysely'

/** Runs `work` in a transaction that sees and changes only rows of one store (row-level security). */
export function asStore<Tables, T>(
  db: Kysely<Tables>,
  storeId: string,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('role', 'tradewind_merchant', true), set_config('tradewind.store_id', ${storeId}, true)`.execute(
      tx,
    )
    return work(tx)
  })
}

/** Gives a transaction, from now on, more time than the two seconds it has: for imports and settlement runs. */
export async function allowSeconds<Tables>(tx: Transaction<Tables>, seconds: number): Promise<void> {
  const limit = `${seconds * 1_000}ms`
  // PostgreSQL does not move a running timer: it is stopped first.
  await sql`select set_config('transaction_timeout', '0', true), set_config('transaction_timeout', ${limit}, true),
    set_config('statement_timeout', ${limit}, true)`.execute(tx)
}
