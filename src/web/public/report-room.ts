import type { SessionCookie } from '../middleware/session-cookie.js';
import type { SlipCookie } from '../middleware/slip-cookie.js';
import type { ToldCookie } from '../middleware/told-cookie.js';
import type { WebDeps } from '../ports.js';
import type { PageFiles } from '../views/layout.js';

/** What the pages of a report share. */
export interface ReportRoom {
  readonly deps: WebDeps;
  /** The visitor's own session, the same as in the chat. */
  readonly session: SessionCookie;
  /** Her visit to her case under `/r`. */
  readonly visit: SessionCookie;
  readonly slip: SlipCookie;
  /** Whether this browser was told how to leave. */
  readonly told: ToldCookie;
  /** With the script of the quick exit. */
  readonly files: PageFiles;
  /** The same, and the script that brings files one by one. */
  readonly caseFiles: PageFiles;
}
