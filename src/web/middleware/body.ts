import express, { type RequestHandler } from 'express';
import { AppError } from '../../lib/errors.js';

export const MOST_FORM_BYTES = 64 * 1024;
export const MOST_JSON_BYTES = 1024 * 1024;
const MOST_FIELDS = 20;

/** A parsed JSON body; anything but JSON is 415, more than 1 MB 413. Compressed bodies are refused. */
export const jsonBody: RequestHandler[] = [
  requireType('application/json'),
  express.json({ limit: MOST_JSON_BYTES, inflate: false }),
];

/** A parsed form; anything but urlencoded is 415, more than 64 KB 413. Compressed bodies are refused. */
export const formBody: RequestHandler[] = [
  requireType('application/x-www-form-urlencoded'),
  express.urlencoded({
    extended: false,
    limit: MOST_FORM_BYTES,
    parameterLimit: MOST_FIELDS,
    inflate: false,
  }),
];

function requireType(type: string): RequestHandler {
  return (req, _res, next) => {
    const sent = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (sent !== type) {
      throw new AppError('unsupported_type', 415);
    }
    next();
  };
}
