import type { EvidenceMeta } from '../evidence/index.js';
import type { DataCipher, DataKeys, Place, WrappedKey } from '../privacy/index.js';
import type { DangerAnswers, DangerResult } from './danger-scale.js';
import type { Suggested } from './assessment.js';
import { readStored, type StoredIntake } from './stored-intake.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What stands in `case_file.report`. */
export interface Report {
  readonly intake: StoredIntake;
  readonly suicide: boolean;
}

/** What stands in `danger_assessment.answers`. */
export interface DangerRecord {
  readonly answers: DangerAnswers;
  readonly result: DangerResult;
}

/** What stands in `case_judgement.suggestion`: what is too telling to stand beside it in plain. */
export type Suggestion = Pick<Suggested, 'suicide' | 'also' | 'reasons'>;
/** What stands in `case_judgement.decision`. */
export interface SealedDecision {
  readonly suicide: boolean;
  readonly why: string | null;
}

/** Everything of one case that is ciphertext. Opening throws `unsealable` for bytes of another case or row. */
export interface CaseSeal {
  sealReport(report: Report): Bytes;
  openReport(sealed: Uint8Array): Report;
  sealCode(code: string): Bytes;
  openCode(sealed: Uint8Array): string;
  sealEntry(entryId: string, text: string): Bytes;
  openEntry(entryId: string, sealed: Uint8Array): string;
  sealSuggestion(judgementId: string, content: Suggestion): Bytes;
  openSuggestion(judgementId: string, sealed: Uint8Array): Suggestion;
  sealDecision(judgementId: string, content: SealedDecision): Bytes;
  openDecision(judgementId: string, sealed: Uint8Array): SealedDecision;
  /** All of one length: how long a ciphertext is must not tell how many answers are a yes. */
  sealDanger(assessmentId: string, record: DangerRecord): Bytes;
  openDanger(assessmentId: string, sealed: Uint8Array): DangerRecord;
  sealEvidence(evidenceId: string, meta: EvidenceMeta): Bytes;
  openEvidence(evidenceId: string, sealed: Uint8Array): EvidenceMeta;
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

const DANGER_LENGTH = 1024;
/** Lengths of suggestions and decisions: how long a ciphertext is must not tell whether a flag is set. */
const JUDGEMENT_STEP = 256;
const even = (content: Suggestion | SealedDecision): string => {
  const text = JSON.stringify(content);
  return text.padEnd(Math.ceil(text.length / JUDGEMENT_STEP) * JUDGEMENT_STEP);
};

function sealWith(cipher: DataCipher, caseId: string): CaseSeal {
  const place = (table: string, column: string, row = caseId): Place => ({
    table,
    column,
    row: `${caseId}|${row}`,
  });
  const report = place('case_file', 'report');
  const code = place('case_slip', 'code');
  const entry = (entryId: string) => place('case_entry', 'payload', entryId);
  const danger = (assessmentId: string) => place('danger_assessment', 'answers', assessmentId);
  const judgement = (column: string, id: string) => place('case_judgement', column, id);
  const evidence = (evidenceId: string) => place('evidence', 'meta', evidenceId);
  return {
    sealReport: (content) => cipher.seal(report, JSON.stringify(content)),
    openReport(sealed) {
      const { intake, suicide } = JSON.parse(cipher.open(report, sealed)) as Report;
      return { intake: readStored(intake), suicide };
    },
    sealCode: (digits) => cipher.seal(code, digits),
    openCode: (sealed) => cipher.open(code, sealed),
    sealEntry: (entryId, text) => cipher.seal(entry(entryId), text),
    openEntry: (entryId, sealed) => cipher.open(entry(entryId), sealed),
    sealSuggestion: (id, content) => cipher.seal(judgement('suggestion', id), even(content)),
    openSuggestion: (id, sealed) =>
      JSON.parse(cipher.open(judgement('suggestion', id), sealed)) as Suggestion,
    sealDecision: (id, content) => cipher.seal(judgement('decision', id), even(content)),
    openDecision: (id, sealed) =>
      JSON.parse(cipher.open(judgement('decision', id), sealed)) as SealedDecision,
    sealDanger: (id, record) => cipher.seal(danger(id), JSON.stringify(record).padEnd(DANGER_LENGTH)),
    openDanger: (id, sealed) => JSON.parse(cipher.open(danger(id), sealed)) as DangerRecord,
    sealEvidence: (id, meta) => cipher.seal(evidence(id), JSON.stringify(meta)),
    openEvidence: (id, sealed) => JSON.parse(cipher.open(evidence(id), sealed)) as EvidenceMeta,
  };
}
