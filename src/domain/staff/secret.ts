import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, 43 characters: of a session or of a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: whoever reads the database can't use it. */
export const digestOf = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(secret).digest());
