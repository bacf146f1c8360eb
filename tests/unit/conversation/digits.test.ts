import { describe, expect, it } from 'vitest';
import { expectDigits, hearDigits } from '../../../src/conversation/report/digits.js';
import { filedReply } from '../../../src/conversation/report/filed.js';
import { said } from '../../../src/conversation/steps/said.js';
import { HERE, newSession, type Session, type Setting } from '../../../src/conversation/types.js';
import { shippedDialogue } from '../../support/dialogue.js';

const { say, turn } = shippedDialogue();
const abroad: Setting = { ...HERE, place: 'abroad', consents: ['telegram_report'] };
const talk = newSession('zh-CN', true);
const sent = (setting: Setting) =>
  expectDigits(
    said(talk, { text: '' }, [
      { type: 'file_case', intake: { happened: '一件事' }, submission: 'the form of that report' },
    ]),
    setting,
  ).session;
const expecting = sent(HERE);
const typedIn = (session: Session, text: string) =>
  turn(session, { kind: 'text', text }).effects.find(({ type }) => type === 'check_digits');

describe('the digits of a report', () => {
  it('are checked in the chat on our own page alone: elsewhere even four of them would stay', () => {
    expect(expecting.digits).toEqual({ submission: 'the form of that report', tries: 0 });
    expect(sent(abroad)).not.toHaveProperty('digits');
    expect(sent({ ...HERE, links: false })).not.toHaveProperty('digits');
    const filed = { caseId: 'x', number: '2026-000001', slipToken: 'slip', repeated: false, outlook: null };
    const textIn = (setting: Setting) =>
      filedReply(say, 'zh-CN', { happened: '一件事' }, filed, setting).text;
    expect(textIn(HERE)).toContain('最后4位');
    expect(textIn(abroad)).not.toContain('最后4位');
  });

  it('leave nothing in the session', () => {
    const { session } = turn(expecting, { kind: 'text', text: '1234-5678-9012-3456' });
    expect(JSON.stringify(session)).not.toMatch(/1234|3456/);
  });

  it('are heard however they are typed, and nothing else is taken for them', () => {
    for (const text of ['1234', '１２３４', ' 12 34 ', '1234-5678-9012-3456']) {
      expect(typedIn(expecting, text)).toMatchObject({ submission: 'the form of that report' });
    }
    for (const text of ['110', '12345', '最后是1234', '', '1234吗']) {
      expect(typedIn(expecting, text)).toBeUndefined();
    }
    expect(typedIn(talk, '1234')).toBeUndefined();
  });

  it('are forgotten after five tries, and no form that is open is disturbed', () => {
    const deps = { say } as Parameters<typeof hearDigits>[0];
    let session: Session = expecting;
    for (let n = 0; n < 5; n += 1) {
      session = hearDigits(deps, session, { kind: 'text', text: '1234' })?.session ?? talk;
    }
    expect(session).not.toHaveProperty('digits');
    const inForm = {
      ...turn(talk, { kind: 'text', text: '登记' }).session,
      digits: { submission: 's', tries: 0 },
    };
    expect(inForm.flow?.kind).toBe('report');
    expect(typedIn(inForm, '1234')).toBeUndefined();
  });
});
