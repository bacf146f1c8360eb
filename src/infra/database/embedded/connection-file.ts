import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `connection.json` tells a command that wants to join the running database. */
export interface ConnectionRecord {
  /** With the password: the file is 0600. */
  readonly url: string;
  /** The server's pid, to tell a record that a crash left behind. */
  readonly pid: number;
}

const fileIn = (dataDir: string) => path.join(dataDir, 'connection.json');

export function writeConnection(dataDir: string, record: ConnectionRecord): void {
  const draft = `${fileIn(dataDir)}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
  renameSync(draft, fileIn(dataDir));
}

export function readConnection(dataDir: string): ConnectionRecord | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as ConnectionRecord;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

export function removeConnection(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}
