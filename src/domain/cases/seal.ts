import type { DataCipher, DataKeys, Place, WrappedKey } from '../privacy/index.js';
import type { Intake } from './intake.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What stands in `case_file.report`. */
export interface Report {
  readonly intake: Intake;
  readonly suicide: boolean;
}

/** Everything of one case that is ciphertext. Opening throws `unsealable` for bytes of another case or row. */
export interface CaseSeal {
  sealReport(report: Report): Bytes;
  openReport(sealed: Uint8Array): Report;
  sealCode(code: string): Bytes;
  openCode(sealed: Uint8Array): string;
  sealEntry(entryId: string, text: string): Bytes;
  openEntry(entryId: string, sealed: Uint8Array): string;
}

/** Seals a case under its own data key. */
export function caseSeals(dataKeys: DataKeys) {
  return {
    create(caseId: string): { readonly seal: CaseSeal; readonly key: WrappedKey } {
      const { cipher, key } = dataKeys.create(caseId);
      return { seal: sealWith(cipher, caseId), key };
    },
    of: (caseId: string, key: WrappedKey): CaseSeal => sealWith(dataKeys.unwrap(caseId, key), caseId),
  };
}
export type CaseSeals = ReturnType<typeof caseSeals>;

function sealWith(cipher: DataCipher, caseId: string): CaseSeal {
  const place = (table: string, column: string, row = caseId): Place => ({
    table,
    column,
    row: `${caseId}|${row}`,
  });
  const report = place('case_file', 'report');
  const code = place('case_slip', 'code');
  const entry = (entryId: string) => place('case_entry', 'payload', entryId);
  return {
    sealReport: (content) => cipher.seal(report, JSON.stringify(content)),
    openReport: (sealed) => JSON.parse(cipher.open(report, sealed)) as Report,
    sealCode: (digits) => cipher.seal(code, digits),
    openCode: (sealed) => cipher.open(code, sealed),
    sealEntry: (entryId, text) => cipher.seal(entry(entryId), text),
    openEntry: (entryId, sealed) => cipher.open(entry(entryId), sealed),
  };
}
