import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Acting, CaseDesk, Decision, Judgement, Suggested } from '../../../src/domain/cases/index.js';
import { DAY, HOUR } from '../../support/test-clock.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

const CALM: Suggested = {
  ...{ category: 'domestic_violence', urgency: 'normal', minor: false, suicide: false },
  ...{ also: [], unsure: false, reasons: [] },
};

let room: CaseRoom;
let officer: Acting;
beforeAll(async () => {
  room = await openCaseRoom();
  officer = await room.officer();
});
beforeEach(() => room.suggest(CALM));
afterAll(() => room.close());

const open = async (id: string) => {
  const file = await room.desk.open(officer, id);
  if (!file) {
    throw new Error('no such case');
  }
  return file;
};
const judgementsOf = async (id: string) => (await open(id)).judgements;
const reportOf = async (id: string) => (await judgementsOf(id))[0] as Judgement;
const seen = ({ decidedAt }: Judgement) => decidedAt?.toISOString() ?? '';
/** Decides about the report, seeing what stands. */
async function judge(id: string, decision: Partial<Decision> = {}, submission: string = randomUUID()) {
  const report = await reportOf(id);
  await room.desk.judge(officer, id, report.id, asked(report, decision), submission);
}
const asked = (judgement: Judgement, decision: Partial<Decision> = {}): Decision => ({
  ...({ ...judgement.proposed } as Pick<Decision, 'category' | 'urgency' | 'minor' | 'suicide'>),
  ...{ why: '', seen: seen(judgement) },
  ...decision,
});
const dueOf = async (id: string, clock: string) =>
  (await open(id)).clocks.find(({ kind, stoppedAt }) => kind === clock && stoppedAt === null)?.dueAt;
const inHours = (hours: number) => new Date(room.clock.now().getTime() + hours * HOUR);
const auditOf = async (id: string) =>
  (
    await room.rows<{ action: string; detail: string | null }>(
      `SELECT action, detail FROM audit_event WHERE subject_id = '${id}' AND action = 'case_judged' ORDER BY id`,
    )
  ).map(({ detail }) => detail);

describe('what the triage suggested of a report', () => {
  it('is kept as it was before her answers, its words sealed', async () => {
    const canary = `金丝雀${randomUUID()}`;
    room.suggest({ urgency: 'urgent', unsure: true, also: ['minor_harm'], reasons: [`emergency:${canary}`] });
    const { caseId } = await room.file({ danger: 'now', minor: 'yes' });
    const [row] = await room.rows(`SELECT * FROM case_judgement WHERE case_id = '${caseId}'`);
    expect(row).toMatchObject({
      ...{ entry_id: null, category: 'domestic_violence', urgency: 'urgent', minor: false, unsure: true },
      ...{ decided_category: null, decision: null, decided_at: null },
    });
    expect(await open(caseId)).toMatchObject({ urgency: 'emergency', minor: true });
    expect(await reportOf(caseId)).toMatchObject({
      suggested: {
        urgency: 'urgent',
        also: ['minor_harm'],
        reasons: [`emergency:${canary}`],
        suicide: false,
      },
      proposed: { urgency: 'emergency', minor: true },
      decision: null,
    });
    await judge(caseId, { urgency: 'normal', why: `${canary} 她说没事了` });
    const dump = await room.dump();
    expect(dump).not.toContain(canary);
    expect(dump).not.toContain(Buffer.from(canary).toString('hex'));
    expect((await reportOf(caseId)).decision?.why).toBe(`${canary} 她说没事了`);
  });

  it('and the decision are as long with words of suicide as without', async () => {
    const lengths = async (suicide: boolean) => {
      room.suggest({ suicide, urgency: 'emergency' });
      const { caseId } = await room.file();
      await judge(caseId);
      const [row] = await room.rows(
        `SELECT length(suggestion) AS s, length(decision) AS d FROM case_judgement WHERE case_id = '${caseId}'`,
      );
      return row;
    };
    expect(await lengths(true)).toEqual(await lengths(false));
  });

  it('does not open as that of another message', async () => {
    room.suggest({ reasons: ['emergency:我'] });
    const [one, other] = [await room.file(), await room.file()];
    await room.rows(`
      UPDATE case_judgement j SET suggestion = o.suggestion FROM case_judgement o
      WHERE j.case_id = '${one.caseId}' AND o.case_id = '${other.caseId}'`);
    await expect(open(one.caseId)).rejects.toMatchObject({ code: 'unsealable' });
    await room.rows(`DELETE FROM case_judgement WHERE case_id = '${one.caseId}'`); // as if filed before there were any
    expect((await open(one.caseId)).judgements).toEqual([]);
    await room.desk.move(officer, one.caseId, 'assess', {});
  });
});

describe('a decision', () => {
  it('as suggested changes nothing of the case, and stands with name and time', async () => {
    const { caseId } = await room.file();
    const before = await dueOf(caseId, 'first_contact');
    await expect(room.desk.move(officer, caseId, 'assess', {})).rejects.toMatchObject({
      ...{ code: 'judgement_missing', status: 409 },
    });
    await judge(caseId);
    expect(await reportOf(caseId)).toMatchObject({
      decision: { category: 'domestic_violence', urgency: 'normal', minor: false, suicide: false, why: null },
      decidedBy: `officer ${officer.id.slice(0, 4)}`,
      decidedAt: room.clock.now(),
    });
    expect(await open(caseId)).toMatchObject({
      ...{ category: 'domestic_violence', urgency: 'normal', minor: false, suicide: false },
      entries: [{ kind: 'transition', transition: 'judged', toState: 'registered', text: null }],
    });
    expect(await dueOf(caseId, 'first_contact')).toEqual(before);
    expect(await auditOf(caseId)).toEqual(['as_suggested']);
    await room.desk.move(officer, caseId, 'assess', {});
  });

  it('that it is graver moves the first contact nearer and starts the duty to report; she is told nothing', async () => {
    const { caseId, number, code } = await room.fileWithCode();
    await judge(caseId, { category: 'minor_harm', urgency: 'urgent', minor: true, suicide: true });
    expect(await open(caseId)).toMatchObject({
      ...{ category: 'minor_harm', urgency: 'urgent', minor: true, suicide: true },
    });
    expect(await dueOf(caseId, 'first_contact')).toEqual(inHours(24));
    expect(await dueOf(caseId, 'mandatory_report')).toEqual(inHours(24));
    expect(await auditOf(caseId)).toEqual(['otherwise']);
    room.clock.advance(23.5 * HOUR);
    const due = await dueOf(caseId, 'first_contact');
    await judge(caseId, { ...{ category: 'minor_harm', urgency: 'emergency', minor: true, suicide: true } });
    expect(await dueOf(caseId, 'first_contact')).toEqual(due); // half an hour is left, an hour would be later
    const visit = (await room.tracking.enter(number, code))?.visit ?? '';
    expect((await room.tracking.view(visit))?.lines).toEqual([]);
  });

  it('that it is lighter needs a word why, and stops neither the first contact nor the duty to report', async () => {
    room.suggest({ category: 'minor_harm', urgency: 'emergency', minor: true, suicide: true });
    const { caseId } = await room.file();
    const [contact, police] = [await dueOf(caseId, 'first_contact'), await dueOf(caseId, 'mandatory_report')];
    for (const lighter of [{ urgency: 'urgent' as const }, { minor: false }, { suicide: false }]) {
      await expect(judge(caseId, lighter), JSON.stringify(lighter)).rejects.toMatchObject({
        ...{ code: 'reason_missing', status: 400 },
      });
    }
    await expect(judge(caseId, { minor: false, why: '长'.repeat(4001) })).rejects.toThrow('text_too_long');
    await judge(caseId, { ...{ urgency: 'normal', minor: false, suicide: false }, why: ' 是电视剧里的事 ' });
    expect(await open(caseId)).toMatchObject({
      ...{ category: 'minor_harm', urgency: 'normal', minor: false, suicide: false },
      entries: [{ transition: 'judged', text: '是电视剧里的事' }],
    });
    expect(await dueOf(caseId, 'first_contact')).toEqual(contact);
    expect(await dueOf(caseId, 'mandatory_report')).toEqual(police);
    await room.desk.move(officer, caseId, 'no_report_due', { reason: '没有孩子' });
  });

  it('of another category needs none; below what she ticked herself it does', async () => {
    const { caseId } = await room.file({ danger: 'now' });
    await expect(judge(caseId, { urgency: 'urgent' })).rejects.toThrow('reason_missing');
    await judge(caseId, { category: 'marriage_family' });
    expect(await open(caseId)).toMatchObject({ category: 'marriage_family', urgency: 'emergency' });
    await expect(judge(caseId, { urgency: 'normal' })).rejects.toThrow('reason_missing');
  });

  it('that the case sinks, raised meanwhile by a danger assessment, needs a word why', async () => {
    const { caseId } = await room.file();
    await room.rows(`UPDATE case_file SET urgency = 'emergency' WHERE id = '${caseId}'`);
    await expect(judge(caseId)).rejects.toThrow('reason_missing');
    await judge(caseId, { urgency: 'emergency' });
  });

  it('sent twice, or ten times at once, is one', async () => {
    const { caseId } = await room.file();
    const report = await reportOf(caseId);
    const send = () =>
      room.desk.judge(officer, caseId, report.id, asked(report, { urgency: 'urgent' }), 'form');
    await Promise.all(Array.from({ length: 10 }, send));
    await send();
    expect((await open(caseId)).entries).toHaveLength(1);
    expect(await auditOf(caseId)).toEqual(['otherwise']);
    await expect(
      room.desk.judge(officer, caseId, report.id, asked(report, { urgency: 'emergency' }), 'form'),
    ).rejects.toThrow('judgement_changed');
  });

  it('of five officers at once is that of one; the others are told, and may decide anew having seen it', async () => {
    const { caseId } = await room.file();
    const report = await reportOf(caseId);
    const officers = await Promise.all(Array.from({ length: 5 }, () => room.officer()));
    const results = await Promise.allSettled(
      officers.map((staff, nth) =>
        room.desk.judge(staff, caseId, report.id, asked(report, { why: `第${nth}个` }), randomUUID()),
      ),
    );
    const kept = results.findIndex(({ status }) => status === 'fulfilled');
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      expect(result.status === 'fulfilled' ? null : (result.reason as object)).toEqual(
        result.status === 'fulfilled'
          ? null
          : expect.objectContaining({ code: 'judgement_changed', status: 409 }),
      );
    }
    const stands = await reportOf(caseId);
    expect(stands.decision?.why).toBe(`第${kept}个`);
    expect(stands.decidedBy).toBe(`officer ${officers[kept]?.id.slice(0, 4)}`);
    room.clock.advance(HOUR);
    await judge(caseId, { urgency: 'urgent' });
    expect((await reportOf(caseId)).decision).toMatchObject({ urgency: 'urgent', why: null });
  });

  it.each(['case_judgement', 'case_file', 'case_clock', 'case_entry', 'audit_event'])(
    'that fails at %s leaves everything as it was',
    async (table) => {
      const { caseId } = await room.file();
      const report = await reportOf(caseId);
      const before = await room.dump();
      await room.rows(
        `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
      );
      await room.rows(
        `CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION broken()`,
      );
      try {
        const graver = asked(report, { urgency: 'emergency', minor: true });
        await expect(room.desk.judge(officer, caseId, report.id, graver, 'f')).rejects.toThrow();
      } finally {
        await room.rows('DROP FUNCTION broken CASCADE');
      }
      expect(await room.dump()).toBe(before);
    },
  );

  it('is refused for a message of another case, for none, and for whoever may not', async () => {
    const [one, other] = [await room.file(), await room.file()];
    const report = await reportOf(other.caseId);
    const auditor = await room.officer(['administrator', 'editor', 'broadcaster', 'auditor']);
    const tries: Array<[Acting, string, string]> = [
      [officer, one.caseId, report.id],
      [officer, one.caseId, 'x'],
      [officer, randomUUID(), report.id],
      [auditor, other.caseId, report.id],
    ];
    for (const [staff, caseId, id] of tries) {
      await expect(room.desk.judge(staff, caseId, id, asked(report), 'f')).rejects.toMatchObject({
        ...{ code: 'not_found', status: 404 },
      });
    }
    expect((await reportOf(other.caseId)).decision).toBeNull();
  });
});

describe('what she writes later', () => {
  async function begun() {
    const { caseId, number, code } = await room.fileWithCode();
    const visit = (await room.tracking.enter(number, code))?.visit ?? '';
    return { caseId, write: (text: string) => room.tracking.write(visit, text, text) };
  }

  it('is suggested on its own, with its words at hand, and raises the case for suicide too', async () => {
    const { caseId, write } = await begun();
    room.suggest({ urgency: 'emergency', suicide: true, reasons: ['suicide:不想活'] });
    await write('我不想活了');
    await write('我不想活了');
    const file = await open(caseId);
    expect(file).toMatchObject({ urgency: 'emergency', suicide: true });
    expect(file.judgements).toHaveLength(2);
    expect(file.judgements[1]).toMatchObject({
      entryId: file.entries.find(({ text }) => text === '我不想活了')?.id,
      suggested: { urgency: 'emergency', suicide: true, reasons: ['suicide:不想活'] },
      decision: null,
    });
  });

  it('raises the case by a decision and starts its first contact anew, but never lowers it', async () => {
    const { caseId, write } = await begun();
    await room.desk.move(officer, caseId, 'contact', {});
    await write('他又来了');
    const later = (await judgementsOf(caseId))[1] as Judgement;
    await room.desk.judge(officer, caseId, later.id, asked(later, { urgency: 'emergency' }), 'a');
    expect(await open(caseId)).toMatchObject({ urgency: 'emergency' });
    expect(await dueOf(caseId, 'first_contact')).toEqual(inHours(1));
    const decided = (await judgementsOf(caseId))[1] as Judgement;
    const lighter = asked(decided, { urgency: 'normal', why: '误会' });
    await room.desk.judge(officer, caseId, later.id, lighter, 'b');
    expect(await open(caseId)).toMatchObject({ urgency: 'emergency' });
    await judge(caseId, { urgency: 'normal', why: '误会' });
    expect(await open(caseId)).toMatchObject({ urgency: 'normal' });
  });

  it('holds the case up until it is judged itself', async () => {
    const { caseId, write } = await begun();
    room.suggest({ urgency: 'urgent' });
    await write('他又来了');
    await judge(caseId, { why: '看过了' });
    expect(await open(caseId)).toMatchObject({ urgency: 'urgent' });
  });
});

describe('what waits for a decision', () => {
  it('is listed oldest first, by number and urgency, until it is judged; to see it is recorded', async () => {
    const own = await openCaseRoom();
    const staff = await own.officer();
    const first = await own.file({ danger: 'now' });
    own.clock.advance(HOUR);
    own.suggest({ unsure: true });
    const second = await own.file();
    const { rows, total } = await own.desk.waiting(staff, 1);
    expect(total).toBe(2);
    expect(rows).toMatchObject([
      { number: first.number, caseId: first.caseId, isReport: true, urgency: 'emergency', unsure: false },
      { number: second.number, urgency: 'normal', unsure: true, category: 'domestic_violence' },
    ]);
    await own.judge(staff, first.caseId);
    expect((await own.desk.waiting(staff, 1)).rows.map(({ number }) => number)).toEqual([second.number]);
    expect(await own.desk.waiting(staff, 2)).toMatchObject({ rows: [] });
    const viewed = await own.rows(`SELECT 1 FROM audit_event WHERE action = 'case_list_viewed'`);
    expect(viewed).toHaveLength(3);
    await own.close();
  });
});

describe('a month of decisions', () => {
  it('is counted by when it was decided, in numbers that add up', async () => {
    const own = await openCaseRoom();
    const staff = await own.officer();
    const made = async (decision: Parameters<CaseRoom['judge']>[2]) => {
      const { caseId } = await own.file();
      await own.judge(staff, caseId, decision);
    };
    await made({}); // November
    await made({ category: 'marriage_family' });
    await made({ urgency: 'emergency', minor: true });
    own.suggest({ category: 'minor_harm', urgency: 'emergency', minor: true });
    await made({ urgency: 'urgent', minor: false, why: '看错了' });
    const { caseId } = await own.file(); // waits
    own.clock.advance(30 * DAY);
    await own.judge(staff, caseId); // December
    await made({});
    const agreement = await own.desk.agreement(staff, '2026-11');
    const none = { raised: 0, lowered: 0, minorSet: 0, minorTaken: 0 };
    expect(agreement).toEqual({
      month: '2026-11',
      lines: [
        { category: 'domestic_violence', suggested: 3, decided: 2, same: 2, ...none, raised: 1, minorSet: 1 },
        { category: 'minor_harm', suggested: 1, decided: 1, same: 1, ...none, lowered: 1, minorTaken: 1 },
        { category: 'marriage_family', suggested: 0, decided: 1, same: 0, ...none },
      ],
      total: { suggested: 4, decided: 4, same: 3, raised: 1, lowered: 1, minorSet: 1, minorTaken: 1 },
      whole: 1,
    });
    expect((await own.desk.agreement(staff, '2026-12')).total.decided).toBe(2);
    expect((await own.desk.agreement(staff, '2026-10')).lines).toEqual([]);
    await own.close();
  });

  it('is shown to administrators and officers alone, and only of a month', async () => {
    const ask = (staff: Acting, month = '2026-11'): ReturnType<CaseDesk['agreement']> =>
      room.desk.agreement(staff, month);
    expect(await ask(await room.officer(['administrator']))).toMatchObject({ month: '2026-11' });
    for (const role of ['editor', 'broadcaster', 'auditor']) {
      await expect(ask(await room.officer([role])), role).rejects.toMatchObject({ status: 404 });
    }
    for (const month of ['2026-13', 'x', '2026-1', "2026-11'; --"]) {
      await expect(ask(officer, month), month).rejects.toMatchObject({ code: 'bad_request', status: 400 });
    }
  });
});

it('a decision that can not be written into the audit is not made', async () => {
  const { caseId } = await room.file();
  const report = await reportOf(caseId);
  const blind = room.with({ audit: { record: () => Promise.reject(new Error('no audit')) } });
  await expect(blind.desk.judge(officer, caseId, report.id, asked(report), 'f')).rejects.toThrow('no audit');
  expect((await reportOf(caseId)).decision).toBeNull();
});
