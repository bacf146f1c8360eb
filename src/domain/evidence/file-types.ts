export type EvidenceKind = 'photo' | 'recording' | 'document';

interface TypeFacts {
  readonly kind: EvidenceKind;
  /** What it is served as. */
  readonly mime: string;
  readonly extension: string;
  /** How the content is named that counts as this type. */
  readonly found: readonly string[];
}

/**
 * What is taken in. A photo is shown as a copy that is made of it; of recordings and documents there is none, they are only ever handed out
 * whole. Text and DOCX are told by rules of our own.
 */
export const FILE_TYPES = {
  jpeg: { kind: 'photo', mime: 'image/jpeg', extension: 'jpg', found: ['image/jpeg'] },
  png: { kind: 'photo', mime: 'image/png', extension: 'png', found: ['image/png'] },
  webp: { kind: 'photo', mime: 'image/webp', extension: 'webp', found: ['image/webp'] },
  gif: { kind: 'photo', mime: 'image/gif', extension: 'gif', found: ['image/gif'] },
  mp3: { kind: 'recording', mime: 'audio/mpeg', extension: 'mp3', found: ['audio/mpeg'] },
  m4a: { kind: 'recording', mime: 'audio/mp4', extension: 'm4a', found: ['audio/x-m4a', 'audio/mp4'] },
  aac: { kind: 'recording', mime: 'audio/aac', extension: 'aac', found: ['audio/aac'] },
  ogg: {
    kind: 'recording',
    mime: 'audio/ogg',
    extension: 'ogg',
    found: ['audio/ogg', 'audio/ogg; codecs=opus', 'video/ogg'],
  },
  wav: { kind: 'recording', mime: 'audio/wav', extension: 'wav', found: ['audio/wav'] },
  amr: { kind: 'recording', mime: 'audio/amr', extension: 'amr', found: ['audio/amr'] },
  webm: { kind: 'recording', mime: 'video/webm', extension: 'webm', found: ['video/webm'] },
  mp4: { kind: 'recording', mime: 'video/mp4', extension: 'mp4', found: ['video/mp4'] },
  mov: { kind: 'recording', mime: 'video/quicktime', extension: 'mov', found: ['video/quicktime'] },
  '3gp': { kind: 'recording', mime: 'video/3gpp', extension: '3gp', found: ['video/3gpp'] },
  pdf: { kind: 'document', mime: 'application/pdf', extension: 'pdf', found: ['application/pdf'] },
  docx: {
    kind: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    found: [],
  },
  txt: { kind: 'document', mime: 'text/plain; charset=utf-8', extension: 'txt', found: [] },
} as const satisfies Readonly<Record<string, TypeFacts>>;
export type FileType = keyof typeof FILE_TYPES;

/** What a chooser of files offers: no HEIC, so that an iPhone turns its photos into JPEG by itself. */
export const CHOOSABLE = [
  ...['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'audio/*', 'video/*'],
  ...['.amr', '.pdf', '.docx', '.txt'],
].join(',');

export const factsOf = (type: FileType): TypeFacts => FILE_TYPES[type];

/** The type of a content that is known by this name; undefined when it is none of ours. */
export const typeFound = (mime: string): FileType | undefined =>
  (Object.keys(FILE_TYPES) as FileType[]).find((type) => factsOf(type).found.includes(mime));
