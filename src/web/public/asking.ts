import type { Request } from 'express';
import type { WebDeps } from '../ports.js';
import { answering } from './take-message.js';
import { within } from './within.js';

/** Hashing and encrypting may take a little longer than a message of the chat. */
const WITHIN_MS = 5000;

/** Waits for what a report needs of the database. Throws `unavailable` (503) when it fails or takes too long; the work itself goes on. */
export const askingReports =
  (deps: WebDeps) =>
  <T>(req: Request, work: Promise<T>): Promise<T> =>
    answering(deps, req, within(deps.config.answerWithinMs ?? WITHIN_MS, work), 'report_unavailable');
