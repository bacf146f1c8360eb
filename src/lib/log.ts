/** Codes, counts and times; never words of a person. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Logging as a port: an event's name and its fields. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
