/**
 * The server's settings, given as arguments at each start so that they follow the program, not the data folder.
 * `fsync` and `full_page_writes` stay at their safe defaults.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // TCP alone: no path that could be too long for a socket (107 bytes)
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',

  // a small machine
  max_connections: '60',
  shared_buffers: '64MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',

  // The log tells of the server alone. An ERROR's text can hold a value of a row, so errors go to the client only;
  // "terse" leaves out DETAIL, which holds statements and rows.
  logging_collector: 'off',
  log_destination: 'stderr',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_checkpoints: 'off',
  log_lock_waits: 'off',
  log_temp_files: '-1',
} as const;

/** The arguments of `postgres` for the data folder `cluster` on `port`. */
export function serverArguments(cluster: string, port: number): string[] {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster, '-c', `port=${port}`, ...settings];
}
