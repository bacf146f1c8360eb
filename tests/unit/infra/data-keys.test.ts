import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataKeys } from '../../../src/infra/data-keys.js';
import { createKeyring, type Keyring } from '../../../src/infra/keyring.js';

let folder: string;
let ring: Keyring;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'data-keys-'));
  ring = createKeyring(path.join(folder, 'keyring.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const place = { table: 'case_entry', column: 'payload', row: 'case|entry' };
const unsealable = /^unsealable$/;

describe('a data key', () => {
  it('seals, and opens again after it was unwrapped', () => {
    const keys = createDataKeys(ring);
    const { cipher, key } = keys.create('case');
    expect(key).toMatchObject({ keyId: ring.active, alg: 'aes-256-gcm' });
    for (const text of ['', '我怕', '𠮷😀', 'x'.repeat(10_000)]) {
      expect(keys.unwrap('case', key).open(place, cipher.seal(place, text))).toBe(text);
    }
  });

  it('is another one for each owner and each time, and so is every ciphertext', () => {
    const keys = createDataKeys(ring);
    const [one, other] = [keys.create('case'), keys.create('case')];
    expect(one.key.wrapped).not.toEqual(other.key.wrapped);
    expect(() => other.cipher.open(place, one.cipher.seal(place, 'text'))).toThrow(unsealable);
    const seen = new Set(
      Array.from({ length: 1000 }, () => Buffer.from(one.cipher.seal(place, 'same')).toString('hex')),
    );
    expect(seen.size).toBe(1000);
  });

  it('is not unwrapped for another owner, under another id, or when a byte is changed or cut', () => {
    const keys = createDataKeys({ ...ring, keys: { ...ring.keys, k2: ring.index } });
    const { key } = keys.create('case');
    expect(() => keys.unwrap('other', key)).toThrow(unsealable);
    expect(() => keys.unwrap('case', { ...key, keyId: 'k2' })).toThrow(unsealable);
    expect(() => keys.unwrap('case', { ...key, keyId: 'gone' })).toThrow(unsealable);
    for (let at = 0; at < key.wrapped.length; at++) {
      const wrapped = Uint8Array.from(key.wrapped);
      wrapped[at] = (wrapped[at] ?? 0) ^ 1;
      expect(() => keys.unwrap('case', { ...key, wrapped }), `byte ${at}`).toThrow(unsealable);
      expect(() => keys.unwrap('case', { ...key, wrapped: key.wrapped.slice(0, at) })).toThrow(unsealable);
    }
  });

  it('opens nothing of another table, column or row, and nothing changed, cut or longer', () => {
    const { cipher } = createDataKeys(ring).create('case');
    const sealed = cipher.seal(place, 'text');
    for (const other of [
      { ...place, table: 'case_slip' },
      { ...place, column: 'code' },
      { ...place, row: 'case|other' },
      { ...place, row: 'other|entry' },
    ]) {
      expect(() => cipher.open(other, sealed)).toThrow(unsealable);
    }
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.open(place, changed), `byte ${at}`).toThrow(unsealable);
      expect(() => cipher.open(place, sealed.slice(0, at))).toThrow(unsealable);
    }
    expect(() => cipher.open(place, Uint8Array.from([...sealed, 0]))).toThrow(unsealable);
  });

  it('is found again by an older key of the ring, and by no other ring', () => {
    const { cipher, key } = createDataKeys(ring).create('case');
    const sealed = cipher.seal(place, 'text');
    const other = createKeyring(path.join(folder, 'other.json'));
    const rotated = { ...ring, active: 'k2', keys: { ...ring.keys, k2: other.index } };
    expect(createDataKeys(rotated).unwrap('case', key).open(place, sealed)).toBe('text');
    expect(createDataKeys(rotated).create('case').key.keyId).toBe('k2');
    const foreign = { ...other, active: ring.active, keys: { [ring.active]: other.index } };
    expect(() => createDataKeys(foreign).unwrap('case', key)).toThrow(unsealable);
  });
});
