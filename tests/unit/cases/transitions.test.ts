import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CASE_STATES,
  CLOCKS,
  type CaseState,
  type ClockKind,
  TRANSITIONS,
} from '../../../src/domain/cases/index.js';
import { decide, offered, type Standing } from '../../../src/domain/cases/decide.js';
import { ENDED_STATES } from '../../../src/domain/cases/transitions.js';
import { may, ROLES } from '../../../src/domain/staff/index.js';

const DETAILS = { reason: '原因', message: '给她的话', assignTo: 'somebody' };
const EVERYBODY = ['case_officer', 'reporter'];
const born = (minor: boolean): Standing => ({
  state: 'registered',
  running: ['first_contact', 'tell_receipt', ...(minor ? (['mandatory_report'] as const) : [])],
  judged: true,
});

/** The case after a move, by the table alone. */
function after(standing: Standing, name: string, roles: readonly string[] = EVERYBODY): Standing {
  const { to, starts, stops } = decide(standing, name, roles, DETAILS);
  const running = CLOCKS.filter(
    (clock) => starts.includes(clock) || (standing.running.includes(clock) && !stops.includes(clock)),
  );
  return { ...standing, state: to ?? standing.state, running };
}
/** What can be done without a move: she reads a message, the police were told. */
const stopping = (standing: Standing, clock: ClockKind): Standing => ({
  ...standing,
  running: standing.running.filter((known) => known !== clock),
});
const key = ({ state, running }: Standing) => `${state} ${[...running].sort().join('+')}`;

/** Every standing that can be reached, with where one can go from it. */
function explore(roles = EVERYBODY): Map<string, { standing: Standing; next: Standing[] }> {
  const found = new Map<string, { standing: Standing; next: Standing[] }>();
  const open = [born(true), born(false)];
  for (let standing = open.pop(); standing; standing = open.pop()) {
    if (!found.has(key(standing))) {
      const here = standing;
      const allowed = TRANSITIONS.map(({ name }) => name).filter((name) => allows(here, name, roles));
      const next = [
        ...allowed.map((name) => after(here, name, roles)),
        ...(ENDED_STATES.includes(here.state)
          ? []
          : [stopping(here, 'first_contact'), stopping(here, 'mandatory_report')]),
      ];
      found.set(key(here), { standing: here, next });
      open.push(...next);
    }
  }
  return found;
}
function allows(standing: Standing, name: string, roles: readonly string[]): boolean {
  try {
    decide(standing, name, roles, DETAILS);
    return true;
  } catch {
    return false;
  }
}
const reachable = [...explore().values()];

describe('the life of a case', () => {
  it('reaches all fourteen states', () => {
    const states = new Set(reachable.map(({ standing }) => standing.state));
    expect([...states].sort()).toEqual([...CASE_STATES].sort());
    expect(CASE_STATES).toHaveLength(14);
  });

  it('has no dead end but the archive, and the archive can be reached from everywhere', () => {
    const all = explore();
    for (const { standing } of reachable) {
      const seen = new Set<string>();
      const open = [standing];
      for (let here = open.pop(); here; here = open.pop()) {
        if (!seen.has(key(here))) {
          seen.add(key(here));
          open.push(...(all.get(key(here))?.next ?? []));
        }
      }
      expect(
        [...seen].some((name) => name.startsWith('archived')),
        key(standing),
      ).toBe(true);
      expect(all.get(key(standing))?.next.length === 0).toBe(standing.state === 'archived');
    }
  });

  it('can be led from the first to the last state by what the console offers to an officer', () => {
    const states = new Set([...explore(['case_officer']).values()].map(({ standing }) => standing.state));
    expect(states.size).toBe(14);
    expect(offered(born(false), ['case_officer'])).toEqual(['assess', 'contact']);
    expect(offered(born(true), ['case_officer'])).toEqual(['assess', 'contact', 'no_report_due']);
  });

  it('leaves no clock running where it has ended', () => {
    for (const { standing } of reachable.filter(({ standing: { state } }) => ENDED_STATES.includes(state))) {
      expect(standing.running, standing.state).toEqual([]);
    }
  });

  it('runs against the clock wherever it has not ended', () => {
    const open = reachable.filter(({ standing: { state } }) => !ENDED_STATES.includes(state));
    expect(
      open.filter(({ standing: { running } }) => running.length === 0).map(({ standing }) => key(standing)),
    ).toEqual([]);
    const accepted: CaseState[] = [
      'accepted',
      'assigned',
      'in_progress',
      'returned',
      'extended',
      'replied',
      'follow_up',
    ];
    for (const { standing } of reachable.filter(({ standing: { state } }) => accepted.includes(state))) {
      expect(standing.running, key(standing)).toContain('finish');
    }
  });

  it('never ends before she was spoken with and a harmed minor reported, whatever is pressed in whatever order', () => {
    const names = TRANSITIONS.map(({ name }) => name);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 40 }), (presses) => {
        const ended = presses.reduce(
          (standing, press) => (allows(standing, press, EVERYBODY) ? after(standing, press) : standing),
          born(true),
        );
        if (ENDED_STATES.includes(ended.state)) {
          expect(ended.running).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
    for (const { standing } of reachable.filter(({ standing: { running } }) =>
      running.includes('mandatory_report'),
    )) {
      for (const ending of ['not_accept', 'close', 'withdraw', 'archive']) {
        expect(allows(standing, ending, EVERYBODY), `${ending} ${key(standing)}`).toBe(false);
      }
    }
  });

  it('is changed only by who may: every role against every transition', () => {
    for (const role of [...ROLES, 'reporter', 'nobody', 'service']) {
      for (const { name, action, from } of TRANSITIONS) {
        const allowed = reachable.some(({ standing }) => allows(standing, name, [role]));
        const expected = action === 'reporter' ? role === 'reporter' : may([role], action);
        expect(allowed, `${role} ${name} from ${from.join()}`).toBe(expected);
      }
    }
    expect(offered(born(true), [])).toEqual([]);
  });

  it('asks for a reason, words to her or an officer where one is required', () => {
    const codeOf = (standing: Standing, name: string, details: object) => {
      try {
        decide(standing, name, EVERYBODY, details);
        return 'done';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    for (const { name, requires } of TRANSITIONS) {
      const standing = reachable.find(({ standing: known }) => allows(known, name, EVERYBODY))?.standing;
      expect(standing, name).toBeDefined();
      const missing = {
        ...{ reason: 'reason_missing', message: 'message_missing', assignee: 'assignee_missing' },
        ...{ judgement: 'done', none: 'done' },
      }[requires ?? 'none'];
      expect(standing && codeOf(standing, name, {}), name).toBe(missing);
      expect(standing && codeOf(standing, name, { reason: ' \n', message: ' ', assignTo: '' }), name).toBe(
        missing,
      );
    }
  });

  it('is assessed only when somebody has judged the report', () => {
    const unread = { ...born(false), judged: false };
    expect(() => decide(unread, 'assess', EVERYBODY, DETAILS)).toThrow('judgement_missing');
    expect(allows(born(false), 'assess', EVERYBODY)).toBe(true);
    const others = TRANSITIONS.filter(({ requires }) => requires === 'judgement').map(({ name }) => name);
    expect(others).toEqual(['assess']);
  });

  it('tells her of a reply and of a refusal, and does not end before she was asked how she is', () => {
    const told = TRANSITIONS.filter(({ requires }) => requires === 'message');
    expect(told.map(({ name, tells }) => [name, tells])).toEqual([
      ['not_accept', true],
      ['reply', true],
    ]);
    for (const { standing } of reachable.filter(({ standing: { state } }) => state === 'replied')) {
      expect(allows(standing, 'close', EVERYBODY)).toBe(false);
      expect(allows(standing, 'follow_up', EVERYBODY)).toBe(true);
    }
  });
});
