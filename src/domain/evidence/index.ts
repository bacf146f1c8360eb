export { createEvidence, type Evidence, type EvidenceDeps } from './create-evidence.js';
export { CHOOSABLE, type EvidenceKind, type FileType } from './file-types.js';
export type { MakeCopy } from './prepare-copy.js';
export { readFiles, readOwnFiles } from './read-files.js';
export { type Incoming, type Received, UPLOAD_WITHIN_MS } from './receive-file.js';
export {
  type EvidenceFile,
  type EvidenceMeta,
  MOST_EVIDENCE,
  type OpenedFile,
  type OwnFile,
  type Purpose,
  PURPOSES,
} from './types.js';
