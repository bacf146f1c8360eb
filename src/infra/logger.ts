import { pino } from 'pino';
import type { Log, LogFields } from '../lib/log.js';

/** Longest value of a field: codes are short, so a longer one is none. */
const LONGEST_VALUE = 120;

const clean = (fields: LogFields = {}) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : value,
    ]),
  );

/**
 * Single-line JSON on stderr. Only the fields that `Log` allows get in: no error object, request or message can be
 * handed over, so none is ever serialised.
 */
export function createLogger(level: string, destination: NodeJS.WritableStream = process.stderr): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    info: (event, fields) => logger.info(clean(fields), event),
    warn: (event, fields) => logger.warn(clean(fields), event),
    error: (event, fields) => logger.error(clean(fields), event),
  };
}
