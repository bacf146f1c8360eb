import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyring, createSealer, readKeyring } from '../../../src/infra/keyring.js';
import { AppError, StartupError } from '../../../src/lib/errors.js';

let folder: string;
const place = { table: 'chat_session', column: 'state', row: 'a' };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keyring-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const ringFile = () => path.join(folder, 'keys', 'keyring.json');

describe('a key ring', () => {
  it('is made once, for the owner alone, and read again', () => {
    const made = createKeyring(ringFile());
    expect(statSync(ringFile()).mode & 0o777).toBe(0o600);
    expect(readKeyring(ringFile())).toEqual(made);
    expect(createKeyring(ringFile())).toEqual(made);
  });

  it('that is missing or malformed stops the start, and its content is not shown', () => {
    expect(() => readKeyring(ringFile())).toThrow(StartupError);
    createKeyring(ringFile());
    const ring = JSON.parse(readFileSync(ringFile(), 'utf8')) as {
      index: string;
      keys: Record<string, string>;
      active: string;
    };
    const broken = [
      '{',
      '{}',
      JSON.stringify({ ...ring, index: 'c2hvcnQ=' }),
      JSON.stringify({ ...ring, active: 'other' }),
      JSON.stringify({ ...ring, index: ring.keys[ring.active] }),
    ];
    for (const text of broken) {
      writeFileSync(ringFile(), text);
      try {
        readKeyring(ringFile());
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(StartupError);
        expect((error as Error).message).not.toContain(ring.index);
      }
    }
  });
});

describe('a sealed text', () => {
  it('opens again, and no two ciphertexts are the same', () => {
    const sealer = createSealer(createKeyring(ringFile()));
    for (const text of ['', '我怕', '𠮷😀', 'x'.repeat(10_000)]) {
      expect(sealer.open(place, sealer.seal(place, text))).toBe(text);
    }
    const seen = new Set(
      Array.from({ length: 1000 }, () => Buffer.from(sealer.seal(place, 'same')).toString('hex')),
    );
    expect(seen.size).toBe(1000);
  });

  it('does not open in another table, column or row', () => {
    const sealer = createSealer(createKeyring(ringFile()));
    const sealed = sealer.seal(place, 'text');
    for (const other of [
      { ...place, table: 'inbox' },
      { ...place, column: 'payload' },
      { ...place, row: 'b' },
    ]) {
      expect(() => sealer.open(other, sealed)).toThrow(AppError);
    }
  });

  it('does not open when any byte is changed, cut or added', () => {
    const sealer = createSealer(createKeyring(ringFile()));
    const sealed = sealer.seal(place, 'text');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealer.open(place, changed), `byte ${at}`).toThrow(AppError);
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => sealer.open(place, sealed.slice(0, length))).toThrow(AppError);
    }
    expect(() => sealer.open(place, Uint8Array.from([...sealed, 0]))).toThrow(AppError);
  });

  it('opens with an older key of the ring, and not with another ring', () => {
    const old = createKeyring(ringFile());
    const sealed = createSealer(old).seal(place, 'text');
    const other = createKeyring(path.join(folder, 'other.json'));
    const rotated = { ...old, active: 'k2', keys: { ...old.keys, k2: other.index } };
    expect(createSealer(rotated).open(place, sealed)).toBe('text');
    expect(() => createSealer(other).open(place, sealed)).toThrow(AppError);
  });
});

describe('blind indexes and derived secrets', () => {
  it('are the same for the same value and purpose only', () => {
    const sealer = createSealer(createKeyring(ringFile()));
    expect(sealer.blindIndex('a', '1')).toEqual(sealer.blindIndex('a', '1'));
    expect(sealer.blindIndex('a', '1')).not.toEqual(sealer.blindIndex('b', '1'));
    expect(sealer.blindIndex('a', '1')).not.toEqual(sealer.blindIndex('a', '2'));
    expect(sealer.derivedSecret('webhook')).toMatch(/^[0-9a-f]{64}$/);
    expect(sealer.derivedSecret('webhook')).not.toBe(sealer.derivedSecret('other'));
  });
});
