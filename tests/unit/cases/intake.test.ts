import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applies,
  type Condition,
  INTAKE_STEPS,
  intakeSchema,
  MOST,
  settle,
  stepsOf,
} from '../../../src/domain/cases/index.js';
import { readStored } from '../../../src/domain/cases/stored-intake.js';
import { drafts, intakes, newSeed } from '../../support/intakes.js';

const RUNS = { numRuns: 2000, seed: newSeed() };
const TOLD = { happened: '他打我' };

describe('the intake form', () => {
  it('asks for everything that a report may hold, once, and needs one answer', () => {
    const names = INTAKE_STEPS.map(({ name }) => name);
    expect([...names, 'assessment'].sort()).toEqual(Object.keys(intakeSchema.shape).sort());
    expect(INTAKE_STEPS.filter(({ required }) => required).map(({ name }) => name)).toEqual(['happened']);
    expect(intakeSchema.parse(TOLD)).toEqual(TOLD);
  });

  it('asks about what hangs on an answer after that answer', () => {
    const order = INTAKE_STEPS.map(({ name }) => name as string);
    const hanging = INTAKE_STEPS.flatMap(({ name, when }) => (when ? [[when, name] as const] : []));
    expect(hanging.length).toBeGreaterThan(8);
    for (const [when, name] of hanging) {
      expect(order.indexOf(when.name), name).toBeLessThan(order.indexOf(name));
      expect(optionsFor(when), name).toEqual(expect.arrayContaining([...optionsIn(when)]));
    }
  });

  it('asks a minor seven questions at most, and loses nothing that she answers besides', () => {
    expect(stepsOf({ reporter: 'minor' }, 'chat').map(({ name }) => name)).toEqual([
      ...['danger', 'happened', 'reporter', 'with_whom', 'contact'],
    ]);
    const draft = { ...TOLD, reporter: 'minor', relation: 'parent', other_work: '县医院' } as const;
    expect(settle(draft)).toEqual(draft);
    expect(stepsOf(draft, 'chat').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['relation', 'other_work']),
    );
  });

  it('asks only staff where it was told to them', () => {
    const at = (door: 'chat' | 'page' | 'console') => stepsOf({}, door).map(({ name }) => name);
    expect(at('console')).toContain('report_place');
    expect([...at('chat'), ...at('page')]).not.toContain('report_place');
  });
});

const optionsFor = ({ name }: Condition): readonly string[] => {
  const step = INTAKE_STEPS.find((known) => known.name === name);
  return step && step.kind !== 'text' ? step.options : [];
};
const optionsIn = (when: Condition) => ('is' in when ? when.is : when.not);

describe('a draft that is settled', () => {
  it('holds answers that apply, and settled once more it stays as it is', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const settled = settle(draft);
        expect(settle(settled)).toEqual(settled);
        for (const step of INTAKE_STEPS) {
          expect(settled[step.name] === undefined || applies(step, settled), step.name).toBe(true);
          expect([undefined, draft[step.name]]).toContainEqual(settled[step.name]);
        }
      }),
      RUNS,
    );
  });

  it('has no phone number of somebody who is not to be called, and none of its rules', () => {
    const rules = { safe_time: '上午', answerer: 'others', voicemail: 'yes', code_word: '桂花' } as const;
    const neutral = { neutral: 'own', neutral_words: '您好' } as const;
    const all = { ...TOLD, phone: '139', ...rules, ...neutral };
    expect(settle({ ...all, contact: 'no' })).toEqual({ ...TOLD, contact: 'no' });
    expect(settle({ ...all, contact: 'phone' })).toEqual({ ...all, contact: 'phone' });
    const { answerer: _answerer, voicemail: _voicemail, ...bySms } = all;
    expect(settle({ ...all, contact: 'sms' })).toEqual({ ...bySms, contact: 'sms' });
  });
});

describe('the schema', () => {
  it('takes what it has made as it is', () => {
    fc.assert(
      fc.property(intakes, (intake) => {
        expect(intakeSchema.parse(intake)).toEqual(intake);
        expect(intakeSchema.safeParse(settle(intake)).success).toBe(true);
      }),
      RUNS,
    );
  });

  it('puts several answers in one order, each once, and "none" never beside others', () => {
    const parse = (earlier: string[]) => intakeSchema.parse({ ...TOLD, earlier }).earlier;
    expect(parse(['court', 'police', 'court'])).toEqual(['police', 'court']);
    expect(parse(['none'])).toEqual(['none']);
    expect(parse(['none', 'police'])).toEqual(['police']);
  });

  it('refuses what it does not know', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'place',
        'consent',
        'intake',
        'state',
        'urgency',
      ),
    );
    fc.assert(
      fc.property(odd, fc.anything(), (name, value) => {
        fc.pre(!Object.hasOwn(intakeSchema.shape, name) && name !== '__proto__');
        expect(intakeSchema.safeParse({ ...TOLD, [name]: value }).success).toBe(false);
      }),
      RUNS,
    );
    expect(intakeSchema.safeParse(JSON.parse('{"happened":"x","__proto__":{"a":1}}')).success).toBe(false);
  });

  it('refuses any other shape of an answer', () => {
    const names = [...INTAKE_STEPS.map(({ name }) => name), 'assessment'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), (name, value) => {
        const { data, success } = intakeSchema.safeParse({ ...TOLD, [name]: value });
        const kind = INTAKE_STEPS.find((step) => step.name === name)?.kind;
        const isShaped =
          kind === 'choices' ? Array.isArray(value) : kind === undefined || typeof value === 'string';
        expect(success && value !== undefined && !isShaped).toBe(false);
        expect(JSON.stringify(data ?? {})).not.toContain('\\u0000');
      }),
      RUNS,
    );
  });

  it.each(Object.entries(MOST).filter(([name]) => name !== 'message'))(
    'takes %s up to %i characters, whatever they are made of',
    (name, most) => {
      for (const character of ['长', '𠀀', 'e']) {
        const parse = (length: number) =>
          intakeSchema.safeParse({ ...TOLD, [name]: character.repeat(length) }).success;
        expect([parse(most), parse(most + 1)]).toEqual([true, false]);
      }
      expect(most).toBeLessThanOrEqual(name === 'happened' ? 8000 : 400);
    },
  );

  it('refuses options that are not offered, empty lists, lists that are too long, and assessments that are none', () => {
    const refused = [
      { wish: [] },
      { wish: 'legal' },
      { wish: ['legal', 'x'] },
      { share: Array(6).fill('police') },
      { relation: 'husband' },
      { contact: ['phone'] },
      { assessment: { threatened_to_kill: 'perhaps' } },
      { assessment: { '../etc': 'yes' } },
      {
        assessment: Object.fromEntries(
          Array.from({ length: 31 }, (_, n) => [`question_${'x'.repeat(n)}`, 'no']),
        ),
      },
    ];
    for (const more of refused) {
      expect(intakeSchema.safeParse({ ...TOLD, ...more }).success, JSON.stringify(more)).toBe(false);
    }
  });
});

describe('a report of the first edition', () => {
  const OLD = {
    reporter: 'other',
    happened: '他打我',
    place: '玉泉',
    danger: 'before',
    minor: 'no',
    wish: 'legal',
    contact: 'phone',
    phone: '139',
    safe_time: '上午',
    consent: 'yes',
  };

  it('reads as one of today, with the consent that its words named', () => {
    const { place: _place, consent: _consent, ...same } = OLD;
    const { consent_version, ...intake } = readStored(OLD);
    expect({ consent_version, ...intake }).toEqual({
      ...same,
      wish: ['legal'],
      place_of_harm: '玉泉',
      share: ['police', 'civil_affairs', 'court', 'school'],
      consent_version: 1,
    });
    expect(intakeSchema.safeParse(intake).success).toBe(true);
  });

  it('whose consent was "ask first" names nobody', () => {
    expect(readStored({ ...OLD, consent: 'no' }).share).toBeUndefined();
    expect(readStored(TOLD)).toEqual({ ...TOLD, consent_version: 1 });
  });

  it('of today is left as it is', () => {
    fc.assert(
      fc.property(intakes, (intake) => {
        expect(readStored({ ...intake, consent_version: 2 })).toEqual({ ...intake, consent_version: 2 });
      }),
      RUNS,
    );
  });
});
