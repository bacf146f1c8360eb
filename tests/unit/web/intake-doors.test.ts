import { parse } from 'node:querystring';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginReport, withAnswer } from '../../../src/conversation/report/flow.js';
import { withOption } from '../../../src/conversation/report/several.js';
import { HERE } from '../../../src/conversation/types.js';
import {
  createDangerScale,
  type Intake,
  INTAKE_STEPS,
  intakeSchema,
  settle,
} from '../../../src/domain/cases/index.js';
import { answersIn } from '../../../src/web/console/cases/typed-intake.js';
import { answerName, checkAnswers, readHelpForm } from '../../../src/web/public/help-form.js';
import { dangerScale } from '../../support/danger-scale.js';
import { intakes, newSeed } from '../../support/intakes.js';

const RUNS = { numRuns: 1500, seed: newSeed() };
const scale = createDangerScale(dangerScale);
const SUBMISSION = 'a-token-of-the-form-itself';

/** The fields of a form that holds these answers, as a browser sends them. */
function sent({ assessment, ...answers }: Intake): string {
  const fields = Object.entries(answers).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, each.replaceAll('\n', '\r\n')] as [string, string]),
  );
  const dangers = Object.entries(assessment ?? {}).map(([id, answer]) => [answerName(id), answer]);
  return new URLSearchParams([['submission', SUBMISSION], ...fields, ...(dangers as Array<[string, string]>)])
    .toString()
    .concat('&ready=&statistics=&token=');
}
const read = (body: string) => ({ ...parse(body, '&', '=', { maxKeys: 120 }) });

const byPage = (intake: Intake) => {
  const body = sent(intake).replace('&statistics=&', intake.statistics ? '&' : '&statistics=&');
  return checkAnswers(readHelpForm(read(body), scale));
};
const byDesk = ({ assessment: _assessment, ...intake }: Intake) => {
  const form = read(sent(intake).replace('&statistics=&', '&')) as Parameters<typeof answersIn>[0];
  return checkAnswers({ answers: answersIn(form), assessment: {} });
};
const byTalk = ({ assessment, ...intake }: Intake) => {
  const flow = INTAKE_STEPS.reduce(
    (before, { name, kind }) => {
      const given = intake[name];
      const chosen =
        kind === 'choices' && given !== undefined
          ? [...given].reverse().reduce<readonly string[]>(withOption, [])
          : given;
      const value = intakeSchema.shape[name].parse(chosen);
      return value === undefined ? before : withAnswer(before, name, value);
    },
    beginReport(SUBMISSION, undefined, HERE),
  );
  return intakeSchema.parse(settle({ ...flow.draft, ...(assessment ? { assessment } : {}) }));
};

describe('the same answers', () => {
  it('are the same report, whichever door they came by', () => {
    fc.assert(
      fc.property(intakes, (intake) => {
        const expected = settle(intake);
        const { assessment: _assessment, ...written } = expected;
        const { report_place: _place, ...onPage } = intake;
        if (intake.contact !== 'chat') {
          expect(byPage(onPage)).toEqual({ intake: settle(onPage) });
        }
        expect(byDesk(intake)).toEqual({ intake: written });
        expect(byTalk(intake)).toEqual(expected);
      }),
      RUNS,
    );
  });
});

describe('the fields of the page', () => {
  const refused = (body: string) => {
    try {
      readHelpForm(read(`submission=${SUBMISSION}&${body}`), scale);
      return false;
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_request', status: 400 });
      return true;
    }
  };

  it('are refused when the page could not have sent them', () => {
    for (const body of [
      'happened=a&happened=b',
      'danger=now&danger=no',
      'admin=1',
      'report_place=x',
      'contact=chat',
      'wish=legal&wish=x',
      'danger=later',
      'answer_no_such_question=yes',
      'answer_threatened_to_kill=perhaps',
      'answer_threatened_to_kill=yes&answer_threatened_to_kill=no',
      'step=delete',
      'step=edit-<script>',
      'ready=anything',
      'assessment=yes',
    ]) {
      expect(refused(body), body).toBe(true);
    }
    for (const body of [
      'happened=a',
      'wish=legal&wish=advice',
      'answer_threatened_to_kill=',
      'step=edit-place_of_harm',
    ]) {
      expect(refused(body), body).toBe(false);
    }
  });

  it('are read or refused, whatever is sent, and never fail', () => {
    const names = fc.oneof(
      fc.constantFrom(...INTAKE_STEPS.map(({ name }) => name), 'answer_deadly_act', 'step', 'ready', 'token'),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.constantFrom('yes', 'no', 'police', ''),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 30 }), (pairs) => {
        const body = pairs
          .map((pair) =>
            pair.map((each) => encodeURIComponent(each.replace(/\p{Surrogate}/gu, ''))).join('='),
          )
          .join('&');
        if (!refused(body)) {
          const form = readHelpForm(read(`submission=${SUBMISSION}&${body}`), scale);
          try {
            expect(checkAnswers(form)).toBeDefined();
          } catch (error) {
            expect(error).toMatchObject({ code: 'bad_request' });
          }
        }
      }),
      RUNS,
    );
  });
});
