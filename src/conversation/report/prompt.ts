import { INTAKE_STEPS, type IntakeStep, READY, stepsOf } from '../../domain/cases/index.js';
import { asManyAsFit } from '../steps/answer.js';
import { markOf } from '../steps/mark.js';
import { pageFirst } from '../steps/told.js';
import type { Button, Reply } from '../types.js';
import { progressOf, type ReportFlow } from './flow.js';
import { review } from './review.js';
import { scalePrompt } from './scale-prompt.js';
import { type Asking, herWords, separatorOf, shown, SHOWN, stepOf } from './shown.js';

/** The open question of the form; `notes` come first. */
export function promptOf(asking: Asking, flow: ReportFlow, notes: readonly string[] = []): Reply {
  const reply = flow.leaving
    ? askWhetherToLeave(asking)
    : flow.step === 'abroad'
      ? askConsent(asking)
      : flow.step === 'review'
        ? review(asking, flow)
        : flow.step === 'scale'
          ? scalePrompt(asking, flow)
          : question(asking, flow, stepOf(flow.step) as IntakeStep);
  return { ...reply, text: asManyAsFit([...notes, reply.text]), sensitive: true };
}

function askConsent({ deps: { say }, locale, setting }: Asking): Reply {
  return {
    text: say(locale, 'flow:abroad.text'),
    links: setting.links ? [pageFirst(say, locale)] : [],
    buttons: [
      { label: say(locale, 'flow:abroad.agree'), value: 'f:agree' },
      { label: say(locale, 'flow:abroad.refuse'), value: 'f:refuse' },
    ],
  };
}

function askWhetherToLeave({ deps: { say }, locale, setting }: Asking): Reply {
  return {
    text: say(locale, `flow:report.leaving_${setting.place === 'abroad' ? 'abroad' : 'here'}`),
    buttons: [
      { label: say(locale, 'flow:report.keep'), value: 'f:keep' },
      { label: say(locale, 'flow:report.discard'), value: 'f:discard' },
    ],
  };
}

function question(asking: Asking, flow: ReportFlow, step: IntakeStep): Reply {
  const { say } = asking.deps;
  const { locale } = asking;
  const kept = step.name === 'happened' && flow.draft.happened !== undefined;
  const lines = [
    ...(flow.changing ? [] : [say(locale, 'flow:steps.progress', progressOf(flow))]),
    say(locale, `report:steps.${step.name}.question`),
    ...(kept
      ? keptWords(asking, flow)
      : [
          say(locale, `report:steps.${step.name}.hint`),
          ...(step.name === 'happened' ? [say(locale, 'report:minor_notice')] : []),
          ...givenSoFar(asking, flow, step),
        ]),
  ].filter((line) => line !== '');
  return {
    text: asManyAsFit(lines),
    buttons: [...answers(asking, flow, step, kept), ...navigation(asking, flow, step)],
  };
}

/** What stands there already, with her own words to a question that has several options. */
function givenSoFar(asking: Asking, { draft }: ReportFlow, step: IntakeStep): string[] {
  const own = INTAKE_STEPS.find((known) => known.kind === 'text' && known.of === step.name);
  const given = [step, ...(own ? [own] : [])].flatMap((each) => {
    const answer = draft[each.name];
    return answer === undefined ? [] : [shown(asking, each, answer)];
  });
  return given.length === 0
    ? []
    : [asking.deps.say(asking.locale, 'flow:steps.now') + given.join(separatorOf(asking))];
}

function keptWords(asking: Asking, { draft, rewrite }: ReportFlow): string[] {
  const { locale } = asking;
  const { say } = asking.deps;
  return rewrite
    ? [say(locale, 'flow:report.rewrite_prompt')]
    : [
        say(locale, 'flow:report.kept') + herWords(asking, draft.happened ?? '', SHOWN.happened),
        say(locale, 'flow:report.more'),
      ];
}

function answers(asking: Asking, flow: ReportFlow, step: IntakeStep, kept: boolean): Button[] {
  const { say } = asking.deps;
  const { locale } = asking;
  if (step.kind === 'choice') {
    return step.options.map((option) => ({
      label: say(locale, `report:steps.${step.name}.options.${option}`),
      value: `f:${step.name}:${option}`,
    }));
  }
  if (step.kind === 'choices') {
    return toggles(asking, flow, step);
  }
  if (step.name !== 'happened') {
    return [];
  }
  return kept
    ? [
        { label: say(locale, 'flow:report.use'), value: 'f:use' },
        ...(flow.rewrite ? [] : [{ label: say(locale, 'flow:report.rewrite'), value: 'f:rewrite' }]),
      ]
    : READY.map((name) => ({ label: say(locale, `report:ready.${name}`), value: `f:ready:${name}` }));
}

/** Options of which several may be chosen: pressed once more they are chosen no longer, and pressed twice by mistake nothing changes. */
function toggles(
  { deps: { say }, locale }: Asking,
  { draft }: ReportFlow,
  step: IntakeStep & { readonly kind: 'choices' },
): Button[] {
  const { name } = step;
  const chosen: readonly string[] = draft[name] ?? [];
  const own = INTAKE_STEPS.some(
    (known) => known.kind === 'text' && known.of === name && draft[known.name] !== undefined,
  );
  return [
    ...step.options.map((option) => {
      const label = say(locale, `report:steps.${name}.options.${option}`);
      return chosen.includes(option)
        ? { label: `✓ ${label}`, value: `f:without:${name}.${option}` }
        : { label, value: `f:${name}:${option}` };
    }),
    ...(chosen.length > 0 || own
      ? [{ label: say(locale, 'flow:report.done'), value: `f:done:${name}` }]
      : []),
  ];
}

/** Skip and back name the question under which they stand: pressed twice, they move once. */
function navigation(asking: Asking, flow: ReportFlow, step: IntakeStep): Button[] {
  const { say } = asking.deps;
  const { locale } = asking;
  const isFirst = progressOf(flow).at === 1;
  return [
    ...shortcuts(asking, flow, step),
    ...skips(asking, flow, step),
    ...(isFirst && !flow.changing
      ? []
      : [{ label: say(locale, 'flow:steps.back'), value: `f:back:${step.name}` }]),
    { label: say(locale, 'flow:steps.cancel'), value: 'f:cancel' },
  ];
}

function skips({ deps: { say }, locale }: Asking, flow: ReportFlow, step: IntakeStep): Button[] {
  const isAnswered = flow.draft[step.name] !== undefined;
  if (step.required || (isAnswered && step.kind === 'choices')) {
    return []; // "done" says the same
  }
  const label = isAnswered ? (flow.changing ? 'report.empty' : 'report.unchanged') : 'steps.skip';
  const more = stepsOf(flow.draft, 'chat').filter(
    ({ group, name }) => group === step.group && flow.draft[name] === undefined,
  );
  const isGroup = !flow.changing && more.length > 2;
  return [
    { label: say(locale, `flow:${label}`), value: `f:skip:${step.name}` },
    ...(isGroup ? [{ label: say(locale, 'flow:steps.skip_all'), value: `f:past:${step.group}` }] : []),
  ];
}

/** The quick way out of a long form: right after what happened it can be sent; later all of it can be looked at and sent. */
function shortcuts({ deps: { say }, locale }: Asking, flow: ReportFlow, { group }: IntakeStep): Button[] {
  if (flow.draft.happened === undefined || flow.changing || group === 'told') {
    return [];
  }
  return group === 'who'
    ? [{ label: say(locale, 'flow:report.now'), value: `f:now:${markOf(flow.submission)}` }]
    : [{ label: say(locale, 'flow:report.look'), value: 'f:look' }];
}
