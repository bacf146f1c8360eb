import type { Sealer } from '../privacy/index.js';

type Index = Pick<Sealer, 'blindIndex'>;

/** Codes of a form, should the first half of one be another draft's already. */
export const DRAFT_CODES = 3;
const CODES = 10n ** 16n;

/** The 16 digits under which a form is saved: they follow from its own token and the key ring, so that saving it again keeps them. */
export function draftCode(sealer: Index, submission: string, nth: number): string {
  const bytes = Buffer.from(sealer.blindIndex('intake_draft_code', `${nth}|${submission}`));
  return String(bytes.readBigUInt64BE() % CODES).padStart(16, '0');
}

/** The rows in which a form may have been saved, by its token: a UUID for each code. */
export function draftIds(sealer: Index, submission: string): string[] {
  return Array.from({ length: DRAFT_CODES }, (_, nth) =>
    Buffer.from(sealer.blindIndex('intake_draft_id', `${nth}|${submission}`))
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
  );
}

/** What finds a draft by its digits: a digest of their first half. */
export function draftLookup(sealer: Index, code: string): Uint8Array<ArrayBuffer> {
  return sealer.blindIndex('intake_draft_lookup', code.slice(0, 8));
}
