import { canHaveSocket } from './socket.ts'

/** Settings of PostgreSQL by name, such as `{ max_connections: 200 }`. */
export type Settings = Readonly<Record<string, string | number>>

/** For two cores that PostgreSQL shares with Node. */
export const DEFAULT_SETTINGS: Settings = {
  max_connections: 200,
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  // Short queries only: compiling and parallel workers cost more than they bring.
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  // Plans are poor until a loader's rows have been looked through.
  autovacuum_naptime: '15s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Errors reach their callers; the log names no person: no values, no details.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_duration_statement: '1s',
  log_parameter_max_length: 0,
  log_checkpoints: 'off',
}

/** For data that may be lost, such as those of tests: nothing waits for the disk. */
export const FLEETING_SETTINGS: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum_naptime: '5min',
}

/** Loopback only: by TCP, and by a socket in the cluster's own folder where there can be one. */
export function serverArguments(clusterDir: string, port: number, settings: Settings): string[] {
  const all: Settings = {
    ...settings,
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: canHaveSocket(clusterDir) ? '.' : '',
  }
  return ['-D', clusterDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
