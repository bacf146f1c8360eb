import type { Sealer } from '../privacy/index.js';

type Index = Pick<Sealer, 'blindIndex'>;

/** What opens the page with the digits: a function of the form's own token, so that a form sent again opens the same. */
export function slipToken(sealer: Index, submission: string): string {
  return Buffer.from(sealer.blindIndex('case_slip_token', submission)).toString('base64url');
}

/** The digest of a slip's token that stands in the database. */
export function slipTokenKey(sealer: Index, token: string): Uint8Array<ArrayBuffer> {
  return sealer.blindIndex('case_slip', token);
}
