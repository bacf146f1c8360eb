import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Acting } from '../../../src/domain/cases/index.js';
import { MOST_EVIDENCE } from '../../../src/domain/evidence/index.js';
import { leaksOf } from '../../support/canary.js';
import { docxOf, PDF, photoOf, photoWith, RECORDINGS, REFUSED, zipOf } from '../../support/samples.js';
import { broken, type EvidenceRoom, inChunks, openEvidenceRoom, read, STAYS } from './evidence-room.js';

let here: EvidenceRoom;
let officer: Acting;
let caseId: string;
beforeAll(async () => {
  here = await openEvidenceRoom();
  officer = await here.room.officer();
});
afterAll(() => here.room.close());
beforeEach(async () => {
  ({ caseId } = await here.room.file());
});
afterEach(() => here.room.rows('DELETE FROM evidence'));

const WHY = { purpose: 'police', reason: '派出所来函' } as const;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const one = async () => {
  const [file] = await here.filesOf(caseId);
  if (!file) {
    throw new Error('there is no file');
  }
  return file;
};
const audited = async () =>
  (
    await here.room.rows<{ action: string; detail: string | null }>(
      `SELECT action, detail FROM audit_event WHERE subject_id = '${caseId}' AND action LIKE 'evidence%' ORDER BY id`,
    )
  ).map(({ action, detail }) => (detail ? `${action} ${detail}` : action));
const linesOf = async () =>
  (await here.room.desk.open(officer, caseId))?.entries.map(({ kind, text }) => [kind, text]);

describe('a photo', () => {
  it('is shown as a copy that tells no place and stands upright; its original is the same to the last byte', async () => {
    const photo = await photoWith('谁拍的');
    await here.add(caseId, photo, { name: '我家.jpg' });
    const { id, ...file } = await one();
    expect(file).toEqual({
      ...{ at: here.room.clock.now(), kind: 'photo', type: 'jpeg', size: photo.length, name: '我家.jpg' },
      ...{ sha256: sha256(photo), hasOriginal: true, hasCopy: true },
    });
    const shown = await here.evidence.showCopy(officer, caseId, id);
    expect(shown).toMatchObject({ mime: 'image/jpeg', name: `${id.slice(0, 8)}.jpg` });
    const copy = await read(shown);
    expect(copy.length).toBe(shown?.size);
    const { exif, icc, xmp, iptc, orientation, width, height } = await sharp(copy).metadata();
    expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
    expect([width, height]).toEqual([300, 400]);
    expect(leaksOf('谁拍的')(copy.toString('latin1') + copy.toString('utf8'))).toEqual([]);
    expect(copy.includes('GPS') || copy.includes('Exif')).toBe(false);

    const original = await here.evidence.openOriginal(officer, caseId, id, WHY);
    expect(original).toMatchObject({ mime: 'image/jpeg', size: photo.length });
    expect((await read(original)).equals(photo)).toBe(true);
  });

  it.each(['png', 'webp', 'gif'] as const)('of the type %s gets a copy as well', async (type) => {
    const photo = await sharp(await photoWith('x'))
      [type]()
      .toBuffer();
    await here.add(caseId, photo);
    const { id, ...file } = await one();
    expect(file).toMatchObject({ type, hasCopy: true });
    expect(
      (await sharp(await read(await here.evidence.showCopy(officer, caseId, id))).metadata()).format,
    ).toBe('jpeg');
  });

  it('that is large is made smaller, a long screenshot stays as wide as one can read it', async () => {
    await here.add(caseId, await photoWith('x', { width: 3000, height: 2000 }));
    const long = await sharp({ create: { width: 1440, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await here.add(caseId, long);
    const sizes = new Set<string>(); // both came at the same moment of the test's clock
    for (const { id } of await here.filesOf(caseId)) {
      const { width, height } = await sharp(
        await read(await here.evidence.showCopy(officer, caseId, id)),
      ).metadata();
      sizes.add(`${width}x${height}`);
    }
    expect(sizes).toEqual(new Set(['1365x2048', '1080x6750']));
  });

  it('of which she wants no original kept leaves the copy alone, without its name', async () => {
    const photo = await photoOf(700_000);
    await here.add(caseId, photo, { keepsOriginal: false, name: '我家.jpg' });
    const { id, ...file } = await one();
    expect(file).toMatchObject({ hasOriginal: false, hasCopy: true, name: null, sha256: sha256(photo) });
    expect(await here.evidence.openOriginal(officer, caseId, id, WHY)).toBeNull();
    expect((await read(await here.evidence.showCopy(officer, caseId, id))).length).toBeGreaterThan(0);
    expect(await here.room.rows(`SELECT DISTINCT part FROM evidence_chunk`)).toEqual([{ part: 'copy' }]);
    expect(await audited()).toEqual(['evidence_kept', 'evidence_viewed']);
  });

  it('with something hidden behind it is shown without that', async () => {
    const hidden = Buffer.concat([
      await photoWith('x'),
      docxOf('金丝雀'),
      Buffer.from('<script>金丝雀</script>'),
    ]);
    await here.add(caseId, hidden);
    const { id, type } = await one();
    expect(type).toBe('jpeg');
    expect((await read(await here.evidence.showCopy(officer, caseId, id))).includes('金丝雀')).toBe(false);
  });
});

describe('a recording or a document', () => {
  it.each([
    ...Object.entries(RECORDINGS),
    ['pdf', PDF],
    ['docx', docxOf('x')],
    ['txt', Buffer.from('他打我')],
  ] as const)('of the type %s is kept whole, without a copy', async (type, bytes) => {
    await here.add(caseId, bytes, { name: 'anything.exe' });
    const { id, ...file } = await one();
    expect(file).toMatchObject({ type, hasOriginal: true, hasCopy: false, size: bytes.length });
    expect(await here.evidence.showCopy(officer, caseId, id)).toBeNull();
    expect((await read(await here.evidence.openOriginal(officer, caseId, id, WHY))).equals(bytes)).toBe(true);
  });

  it('can not be had without its original: it is refused and nothing stays', async () => {
    await expect(here.add(caseId, PDF, { keepsOriginal: false })).rejects.toMatchObject({
      code: 'evidence_only_original',
    });
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
  });
});

describe('what is refused leaves nothing', () => {
  it.each(Object.entries(REFUSED))('whatever it is called: %s', async (_what, bytes) => {
    await expect(here.add(caseId, bytes, { name: '照片.jpg' })).rejects.toMatchObject({
      code: 'evidence_type',
      status: 415,
    });
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
  });

  it('a bomb of pixels, a bomb of a document, half a photo', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    await expect(here.add(caseId, bomb)).rejects.toMatchObject({ code: 'evidence_pixels', status: 413 });
    const parts = { '[Content_Types].xml': '', 'word/document.xml': '' };
    await expect(here.add(caseId, zipOf(parts, 2 ** 31))).rejects.toMatchObject({ code: 'evidence_type' });
    const photo = await photoWith('x');
    await expect(here.add(caseId, photo.subarray(0, photo.length / 2))).rejects.toMatchObject({
      code: 'evidence_broken',
    });
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
  });

  it('nothing at all, and one byte too many', async () => {
    await expect(here.add(caseId, Buffer.alloc(0))).rejects.toMatchObject({ code: 'evidence_empty' });
    const most = Buffer.concat([
      RECORDINGS.wav,
      Buffer.alloc(MOST_EVIDENCE.fileBytes - RECORDINGS.wav.length),
    ]);
    await expect(here.add(caseId, Buffer.concat([most, Buffer.alloc(1)]))).rejects.toMatchObject({
      code: 'evidence_too_large',
      status: 413,
    });
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
    await here.add(caseId, most);
    expect((await one()).size).toBe(MOST_EVIDENCE.fileBytes);
  });

  it('text that turns out to be none after a while', async () => {
    const text = Buffer.concat([Buffer.alloc(600_000, 'a'), Buffer.from([0]), Buffer.alloc(1000, 'a')]);
    await expect(here.add(caseId, text)).rejects.toMatchObject({ code: 'evidence_type' });
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
  });

  it('an upload that breaks off, wherever', async () => {
    const photo = await photoOf(900_000);
    for (const after of [0, 1000, 300_000, 899_999]) {
      const incoming = { name: 'a.jpg', keepsOriginal: true, bytes: broken(photo, after) };
      await expect(here.evidence.receive(caseId, incoming)).rejects.toThrow('the connection broke');
      expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
    }
  });

  it('an upload that she stops while it is looked at', async () => {
    const gone = new AbortController();
    const slow = here.with({
      makeCopy: async () => {
        gone.abort();
        return photoWith('x');
      },
    });
    const incoming = { name: 'a.jpg', keepsOriginal: true, bytes: inChunks(await photoWith('x')) };
    const received = await slow.receive(caseId, incoming);
    await expect(received && slow.keep(received, gone.signal)).rejects.toMatchObject({ status: 400 });
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
    expect(await audited()).toEqual([]);
  });

  it('an upload that she stops at the last moment', async () => {
    const gone = new AbortController();
    const audit = {
      async record() {
        gone.abort();
      },
    };
    const late = here.with({ audit });
    const incoming = { name: 'a.pdf', keepsOriginal: true, bytes: inChunks(PDF) };
    const received = await late.receive(caseId, incoming);
    await expect(received && late.keep(received, gone.signal)).rejects.toMatchObject({ status: 400 });
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
  });

  it('a file whose audit row can not be written', async () => {
    const failing = here.with({ audit: { record: () => Promise.reject(new Error('no audit')) } });
    const incoming = { name: 'a.pdf', keepsOriginal: true, bytes: inChunks(PDF) };
    const received = await failing.receive(caseId, incoming);
    await expect(received && failing.keep(received, STAYS)).rejects.toThrow('no audit');
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
    expect(await linesOf()).toEqual([]);
  });
});

describe('a case', () => {
  it('takes ten files, also when twenty come at once; an eleventh when one has been removed', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => here.add(caseId, Buffer.from(`第${i}份`))),
    );
    const refused = tries.flatMap((tried) => (tried.status === 'rejected' ? [tried.reason as object] : []));
    expect(refused).toHaveLength(10);
    refused.forEach((reason) => expect(reason).toMatchObject({ code: 'evidence_too_many', status: 409 }));
    const files = await here.filesOf(caseId);
    expect(files).toHaveLength(10);
    expect(await here.stored()).toEqual({ files: 10, pieces: 10 });

    await expect(here.add(caseId, PDF)).rejects.toMatchObject({ code: 'evidence_too_many' });
    await here.evidence.remove(caseId, files[3]?.id ?? '');
    await here.add(caseId, PDF);
    expect(
      (await here.filesOf(caseId)).map(({ type }) => type).filter((type) => type === 'pdf'),
    ).toHaveLength(1);
  });

  it('holds the same file once, however often it is sent', async () => {
    await here.add(caseId, PDF);
    await here.add(caseId, PDF, { name: 'another name.pdf' });
    expect(await here.stored()).toEqual({ files: 1, pieces: 1 });
    expect(await audited()).toEqual(['evidence_kept']);
    const photo = await photoWith('x');
    await here.add(caseId, photo, { keepsOriginal: false });
    await here.add(caseId, photo); // now she wants the original kept
    expect(await here.stored()).toMatchObject({ files: 3 });
  });

  it('stands out as unread when something was added, and tells of it in its timeline', async () => {
    await here.room.desk.open(officer, caseId);
    await here.add(caseId, PDF);
    const { rows } = await here.room.desk.list(officer, { unread: true, page: 1 });
    expect(rows.map(({ id }) => id)).toContain(caseId);
    await here.evidence.remove(caseId, (await one()).id);
    await here.evidence.remove(caseId, randomUUID());
    expect(await linesOf()).toEqual([
      ['evidence_kept', null],
      ['evidence_removed', null],
    ]);
    expect(await audited()).toEqual(['evidence_kept', 'evidence_removed']);
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
  });

  it('that nobody knows takes nothing', async () => {
    for (const unknown of [randomUUID(), 'x', '']) {
      const incoming = { name: 'a.pdf', keepsOriginal: true, bytes: inChunks(PDF) };
      expect(await here.evidence.receive(unknown, incoming)).toBeNull();
    }
    const { caseId: other } = await here.room.file();
    await here.add(caseId, PDF);
    const { id } = await one();
    await here.evidence.remove(other, id);
    expect(await here.evidence.showCopy(officer, other, id)).toBeNull();
    expect(await here.evidence.openOriginal(officer, other, id, WHY)).toBeNull();
    expect(await here.filesOf(caseId)).toHaveLength(1);
  });

  it('shows her what she added without its name, and nothing that is still on its way', async () => {
    const { number, code, caseId: hers } = await here.room.fileWithCode();
    const { visit = '' } = (await here.room.tracking.enter(number, code)) ?? {};
    await here.add(hers, PDF, { name: '金丝雀.pdf' });
    const incoming = { name: 'a.jpg', keepsOriginal: true, bytes: inChunks(await photoWith('x')) };
    await here.evidence.receive(hers, incoming);
    const { files = [] } = (await here.room.tracking.view(visit)) ?? {};
    expect(files).toEqual([
      {
        ...{ id: files[0]?.id, at: here.room.clock.now(), kind: 'document' },
        ...{ size: PDF.length, hasOriginal: true },
      },
    ]);
    expect(await here.room.tracking.caseOf(visit)).toBe(hers);
    expect(await here.room.tracking.caseOf('another visit')).toBeNull();
  });
});

describe('an original', () => {
  it('opens with a reason alone, which stands sealed in the timeline; each opening is written down', async () => {
    await here.add(caseId, PDF);
    const { id } = await one();
    for (const reason of ['', '  \n', '\0']) {
      const asked = here.evidence.openOriginal(officer, caseId, id, { purpose: 'case', reason });
      await expect(asked).rejects.toMatchObject({ code: 'reason_missing', status: 400 });
    }
    const long = { purpose: 'case', reason: '长'.repeat(501) } as const;
    await expect(here.evidence.openOriginal(officer, caseId, id, long)).rejects.toMatchObject({
      code: 'text_too_long',
    });
    expect(await audited()).toEqual(['evidence_kept']);
    await here.evidence.openOriginal(officer, caseId, id, { purpose: 'court', reason: '金丝雀 法院调取' });
    await here.evidence.openOriginal(officer, caseId, id, { purpose: 'court', reason: '金丝雀 法院调取' });
    expect(await audited()).toEqual(['evidence_kept', 'evidence_opened court', 'evidence_opened court']);
    expect((await linesOf())?.slice(1)).toEqual([
      ['evidence_opened', '金丝雀 法院调取'],
      ['evidence_opened', '金丝雀 法院调取'],
    ]);
    expect(leaksOf('金丝雀')(await here.room.dump())).toEqual([]);
  });

  it('and a copy open for nobody but who may, and not when it can not be written down', async () => {
    await here.add(caseId, await photoWith('x'));
    const { id } = await one();
    const forbidden = { code: 'not_found', status: 404 };
    for (const role of ['administrator', 'editor', 'broadcaster', 'auditor', 'nobody']) {
      const acting = { id: officer.id, roles: [role] };
      await expect(here.evidence.showCopy(acting, caseId, id)).rejects.toMatchObject(forbidden);
      await expect(here.evidence.openOriginal(acting, caseId, id, WHY)).rejects.toMatchObject(forbidden);
    }
    const failing = here.with({ audit: { record: () => Promise.reject(new Error('no audit')) } });
    await expect(failing.showCopy(officer, caseId, id)).rejects.toThrow('no audit');
    await expect(failing.openOriginal(officer, caseId, id, WHY)).rejects.toThrow('no audit');
    expect(await linesOf()).toEqual([['evidence_kept', null]]);
  });

  it('does not open when a piece is changed, lost or moved, or its row comes from another file', async () => {
    const unsealable = { code: 'unsealable' };
    const open = async () => read(await here.evidence.openOriginal(officer, caseId, (await one()).id, WHY));
    const bytes = Buffer.concat([RECORDINGS.wav, Buffer.alloc(800_000, 7)]);
    const spoil = async (sql: string) => {
      await here.room.rows('DELETE FROM evidence');
      await here.add(caseId, bytes);
      expect((await open()).equals(bytes)).toBe(true);
      await here.room.rows(sql);
      await expect(open()).rejects.toMatchObject(unsealable);
    };
    await spoil(
      `UPDATE evidence_chunk SET bytes = set_byte(bytes, 1000, get_byte(bytes, 1000) # 1) WHERE nth = 2`,
    );
    await spoil(`DELETE FROM evidence_chunk WHERE nth = (SELECT max(nth) FROM evidence_chunk)`);
    await spoil(
      `UPDATE evidence_chunk a SET bytes = b.bytes FROM evidence_chunk b WHERE a.nth = 0 AND b.nth = 1`,
    );
    await spoil(`UPDATE evidence_chunk SET bytes = substr(bytes, 1, 5000) WHERE nth = 1`);
    await spoil(`UPDATE evidence SET meta = set_byte(meta, 40, get_byte(meta, 40) # 1)`);
  });
});

describe('the bytes and the name of a file', () => {
  it('stand nowhere in the clear', async () => {
    const canary = randomUUID();
    const photo = await photoWith(canary);
    expect(photo.includes(canary)).toBe(true);
    await here.add(caseId, photo, { name: `${canary}.jpg` });
    await here.add(caseId, Buffer.from(`${canary} 他打我`), { name: `${canary}.txt` });
    const dump = await here.room.dump();
    expect(dump).toContain(caseId);
    expect(leaksOf(canary)(dump)).toEqual([]);
    expect(dump).not.toContain(sha256(photo));
  });

  it('can not be had by anybody once the key of the case is gone', async () => {
    await here.add(caseId, await photoWith('x'));
    const { id } = await one();
    await here.room.rows('DELETE FROM case_key');
    const unsealable = { code: 'unsealable' };
    await expect(here.evidence.showCopy(officer, caseId, id)).rejects.toMatchObject(unsealable);
    await expect(here.evidence.openOriginal(officer, caseId, id, WHY)).rejects.toMatchObject(unsealable);
  });

  it('go with their case', async () => {
    await here.add(caseId, PDF);
    await here.room.rows(`DELETE FROM case_file WHERE id = '${caseId}'`);
    expect(await here.stored()).toEqual({ files: 0, pieces: 0 });
  });
});

describe('what nobody could throw away', () => {
  it('is swept up within the hour; what is kept or still coming in stays', async () => {
    const { clock } = here.room;
    const incoming = () => ({ name: 'a.pdf', keepsOriginal: true, bytes: inChunks(PDF) });
    await here.add(caseId, RECORDINGS.mp3);
    await here.evidence.receive(caseId, incoming()); // its process ends here
    clock.advance(35 * 60_000);
    const { caseId: other } = await here.room.file();
    const coming = await here.evidence.receive(other, incoming());
    expect(await here.evidence.sweep()).toBe(0);
    clock.advance(6 * 60_000);
    expect(await here.evidence.sweep()).toBe(1);
    expect(await here.stored()).toEqual({ files: 2, pieces: 2 });
    if (coming) {
      await here.evidence.keep(coming, STAYS);
    }
    expect(await here.filesOf(other)).toHaveLength(1);
    expect(await here.filesOf(caseId)).toHaveLength(1);
  });

  it('is not kept after it has been swept up', async () => {
    const received = await here.evidence.receive(caseId, {
      ...{ name: 'a.pdf', keepsOriginal: true, bytes: inChunks(PDF) },
    });
    here.room.clock.advance(60 * 60_000);
    await here.evidence.sweep();
    await expect(received && here.evidence.keep(received, STAYS)).rejects.toMatchObject({ status: 503 });
    expect(await audited()).toEqual([]);
  });
});
