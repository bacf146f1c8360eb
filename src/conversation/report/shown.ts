import { INTAKE_STEPS, type IntakeStep, type StepName } from '../../domain/cases/index.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Button, Locale, Setting } from '../types.js';
import { answeredSteps, type ReportFlow } from './flow.js';

export interface Asking {
  readonly deps: TurnDeps;
  readonly locale: Locale;
  readonly setting: Setting;
}

/** Characters of her own words that are shown again; the rest is kept all the same. */
export interface Room {
  readonly happened: number;
  readonly other: number;
}
export const SHOWN: Room = { happened: 140, other: 40 };

export const stepOf = (name: string): IntakeStep | undefined =>
  INTAKE_STEPS.find((step) => step.name === name);

export const separatorOf = ({ locale }: Asking): string => (locale === 'en' ? ', ' : '、');

/** An answer with its name, as the review shows it. */
export function answerLine(
  asking: Asking,
  step: IntakeStep,
  answer: string | readonly string[] | undefined,
  room: Room = SHOWN,
): string {
  const separator = asking.locale === 'en' ? ': ' : '：';
  const label = asking.deps.say(asking.locale, `report:steps.${step.name}.label`);
  return label + separator + (answer === undefined ? '—' : shown(asking, step, answer, room));
}

export function shown(
  asking: Asking,
  { kind, name }: IntakeStep,
  answer: string | readonly string[],
  room: Room = SHOWN,
): string {
  return kind === 'text'
    ? herWords(asking, String(answer), name === 'happened' ? room.happened : room.other)
    : [answer]
        .flat()
        .map((option) => asking.deps.say(asking.locale, `report:steps.${name}.options.${option}`))
        .join(separatorOf(asking));
}

/** Words that she wrote, shortened; abroad only how many: what we say there is stored there once more. */
export function herWords({ deps: { say }, locale, setting }: Asking, words: string, most: number): string {
  return setting.place === 'abroad'
    ? say(locale, 'flow:steps.written', { n: [...words].length })
    : shorten(words, most);
}

function shorten(words: string, most: number): string {
  const all = [...words.replace(/\s+/gu, ' ')];
  return all.length <= most ? all.join('') : `${all.slice(0, most - 1).join('')}…`;
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
  answeredSteps(draft).map(({ name }) => changeButton(asking, name));
