import type { EvidenceKind, FileType } from './file-types.js';

const MB = 1024 * 1024;

/** The bounds of what is taken in: ten files of 20 MB, so 200 MB a case at most. */
export const MOST_EVIDENCE = { files: 10, fileBytes: 20 * MB, reason: 500 } as const;

/** What an original is opened for. Equal to the audit row's detail. */
export const PURPOSES = ['case', 'police', 'court'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What stands in `evidence.meta`. */
export interface EvidenceMeta {
  readonly type: FileType;
  /** Bytes of the original. */
  readonly size: number;
  /** Of the original, hex: what she still has elsewhere can be shown to be the same. */
  readonly sha256: string;
  /** As the file was called on her device; null when no original is kept, since a name may tell a place. */
  readonly name: string | null;
  /** The key to the original; null when it is not kept. */
  readonly original: string | null;
  /** The re-encoded copy that is shown; null where none can be made. */
  readonly copy: { readonly key: string; readonly size: number } | null;
}

/** A file as staff see it listed: none of its bytes. */
export interface EvidenceFile {
  readonly id: string;
  /** Time of receipt. */
  readonly at: Date;
  readonly kind: EvidenceKind;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
  readonly name: string | null;
  readonly hasOriginal: boolean;
  /** Whether it can be looked at without opening the original. */
  readonly hasCopy: boolean;
}

/** A file as she sees it listed, on a page that somebody else might see: no name. */
export type OwnFile = Pick<EvidenceFile, 'id' | 'at' | 'kind' | 'size' | 'hasOriginal'>;

/** A file on its way out. */
export interface OpenedFile {
  /** Neutral: it may stay in a folder of downloads. */
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** Rejects with `unsealable` at the first piece that is missing, moved or changed. */
  readonly bytes: AsyncIterable<Uint8Array>;
}
