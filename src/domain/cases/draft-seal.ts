import { hkdfSync } from 'node:crypto';
import type { FileCipher, FileKeys, Sealer } from '../privacy/index.js';

/** A report as far as it is written: the form's own token, and its fields as they were sent, whatever fields there are. */
export interface SavedDraft {
  readonly submission: string;
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
}

export interface DraftSealDeps {
  readonly sealer: Pick<Sealer, 'derivedSecret'>;
  readonly fileKeys: Pick<FileKeys, 'of'>;
}

/** Seals a saved draft under a key made of its digits and a secret of the key ring: it opens with both and not with one of them. */
export function createDraftSeal({ sealer, fileKeys }: DraftSealDeps) {
  const secret = Buffer.from(sealer.derivedSecret('intake_draft'), 'hex');
  const cipherOf = (code: string): FileCipher =>
    fileKeys.of(Buffer.from(hkdfSync('sha256', code, secret, 'intake_draft|payload', 32)).toString('base64'));
  const place = (id: string) => ({ table: 'intake_draft', column: 'payload', row: id });
  return {
    seal: (id: string, code: string, draft: SavedDraft): Uint8Array<ArrayBuffer> =>
      new Uint8Array(cipherOf(code).seal(place(id), Buffer.from(JSON.stringify(draft)))),
    /** Throws `unsealable` when row, digits or bytes don't fit. */
    open: (id: string, code: string, sealed: Uint8Array): SavedDraft =>
      JSON.parse(Buffer.from(cipherOf(code).open(place(id), sealed)).toString('utf8')) as SavedDraft,
  };
}
