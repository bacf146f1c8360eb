import { INTAKE_STEPS, type IntakeStep, type StepName } from '../../domain/cases/index.js';
import { asManyAsFit } from '../steps/answer.js';
import { markOf } from '../steps/mark.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Button, Locale, Reply, Setting } from '../types.js';
import { isAsked, progressOf, type ReportFlow } from './flow.js';

/** Characters of her own words that a step or the review shows again; the rest is kept all the same. */
const SHOWN = { happened: 140, other: 40 } as const;

export interface Asking {
  readonly deps: TurnDeps;
  readonly locale: Locale;
  readonly setting: Setting;
}

export const stepOf = (name: string): IntakeStep | undefined =>
  INTAKE_STEPS.find((step) => step.name === name);

/** The open question of the form; `notes` come first. */
export function promptOf(asking: Asking, flow: ReportFlow, notes: readonly string[] = []): Reply {
  const reply = flow.leaving
    ? askWhetherToLeave(asking)
    : flow.step === 'abroad'
      ? askConsent(asking)
      : flow.step === 'review'
        ? review(asking, flow)
        : question(asking, flow, stepOf(flow.step) as IntakeStep);
  return { ...reply, text: asManyAsFit([...notes, reply.text]), sensitive: true };
}

function askConsent({ deps: { say }, locale, setting }: Asking): Reply {
  return {
    text: say(locale, 'flow:abroad.text'),
    links: setting.links ? [{ label: say(locale, 'flow:abroad.page'), url: '/help' }] : [],
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
  const answer = flow.draft[step.name];
  const lines = [
    ...(flow.changing ? [] : [say(locale, 'flow:steps.progress', progressOf(flow))]),
    say(locale, `report:steps.${step.name}.question`),
    ...(kept
      ? keptWords(asking, flow)
      : [
          say(locale, `report:steps.${step.name}.hint`),
          ...(answer ? [say(locale, 'flow:steps.now') + shown(asking, step, answer)] : []),
        ]),
  ];
  return {
    text: asManyAsFit(lines),
    buttons: [...answers(asking, flow, step, kept), ...navigation(asking, flow, step)],
  };
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

function answers(
  { deps: { say }, locale }: Asking,
  flow: ReportFlow,
  step: IntakeStep,
  kept: boolean,
): Button[] {
  if (step.kind === 'choice') {
    return step.options.map((option) => ({
      label: say(locale, `report:steps.${step.name}.options.${option}`),
      value: `f:${step.name}:${option}`,
    }));
  }
  return kept
    ? [
        { label: say(locale, 'flow:report.use'), value: 'f:use' },
        ...(flow.rewrite ? [] : [{ label: say(locale, 'flow:report.rewrite'), value: 'f:rewrite' }]),
      ]
    : [];
}

/** Skip and back name the question under which they stand: pressed twice, they move once. */
function navigation({ deps: { say }, locale }: Asking, flow: ReportFlow, step: IntakeStep): Button[] {
  const isFirst = progressOf(flow).at === 1;
  const skips =
    flow.draft[step.name] === undefined ? 'steps.skip' : flow.changing ? 'report.empty' : 'report.unchanged';
  return [
    ...(step.required ? [] : [{ label: say(locale, `flow:${skips}`), value: `f:skip:${step.name}` }]),
    ...(isFirst && !flow.changing
      ? []
      : [{ label: say(locale, 'flow:steps.back'), value: `f:back:${step.name}` }]),
    { label: say(locale, 'flow:steps.cancel'), value: 'f:cancel' },
  ];
}

function review(asking: Asking, flow: ReportFlow): Reply {
  const { say } = asking.deps;
  const { locale } = asking;
  const steps = INTAKE_STEPS.filter(({ when }) => when?.(flow.draft) ?? true);
  const waiting = waitingWords(flow);
  const lines = steps.map((step, i) => `${i + 1}. ${answerLine(asking, step, flow.draft[step.name])}`);
  return {
    text: asManyAsFit([
      say(locale, 'flow:report.review'),
      ...(waiting ? [say(locale, 'flow:report.waiting') + herWords(asking, waiting, SHOWN.happened)] : []),
      ...lines,
    ]),
    buttons: [
      { label: say(locale, 'flow:report.send'), value: `f:send:${markOf(flow.submission)}` },
      ...(flow.beside === undefined ? [] : [addButton(asking)]),
      ...steps.map(({ name }) => changeButton(asking, name)),
      { label: say(locale, 'flow:steps.cancel'), value: 'f:cancel' },
    ],
  };
}

/** What she wrote that is no part of the report as it stands; empty when all of it is. */
const waitingWords = ({ beside, number }: ReportFlow): string =>
  [number, beside].filter((words) => words !== undefined).join('\n');

/** An answer with its name, as the review shows it. */
export function answerLine(asking: Asking, step: IntakeStep, answer: string | undefined): string {
  const separator = asking.locale === 'en' ? ': ' : '：';
  const label = asking.deps.say(asking.locale, `report:steps.${step.name}.label`);
  return label + separator + (answer ? shown(asking, step, answer) : '—');
}

/** Puts words that were kept aside into what happened. */
export const addButton = ({ deps: { say }, locale }: Asking): Button => ({
  label: say(locale, 'flow:report.add'),
  value: 'f:add',
});

export const changeButton = ({ deps: { say }, locale }: Asking, name: StepName): Button => ({
  label: say(locale, 'flow:steps.change') + say(locale, `report:steps.${name}.label`),
  value: `f:change:${name}`,
});

/** Buttons that change what is answered already. */
export const changeButtons = (asking: Asking, { draft }: ReportFlow): Button[] =>
  INTAKE_STEPS.filter(({ name }) => draft[name] !== undefined && isAsked(draft, name)).map(({ name }) =>
    changeButton(asking, name),
  );

function shown(asking: Asking, step: IntakeStep, answer: string): string {
  return step.kind === 'choice'
    ? asking.deps.say(asking.locale, `report:steps.${step.name}.options.${answer}`)
    : herWords(asking, answer, step.name === 'happened' ? SHOWN.happened : SHOWN.other);
}

/** Words that she wrote, shortened; abroad only how many: what we say there is stored there once more. */
function herWords({ deps: { say }, locale, setting }: Asking, words: string, most: number): string {
  return setting.place === 'abroad'
    ? say(locale, 'flow:steps.written', { n: [...words].length })
    : shorten(words, most);
}

function shorten(words: string, most: number): string {
  const all = [...words.replace(/\s+/gu, ' ')];
  return all.length <= most ? all.join('') : `${all.slice(0, most - 1).join('')}…`;
}
