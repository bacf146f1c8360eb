/** Log lines hold codes and numbers alone. pino fits. */
export interface Log {
  warn(fields: object, event: string): void;
}
