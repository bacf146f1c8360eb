import { INTAKE_STEPS, intakeSchema, type IntakeStep, type StepName } from '../../domain/cases/index.js';
import { normalise, squeeze } from '../../domain/language/index.js';
import type { TurnDeps } from '../turn-deps.js';
import { LOCALES } from '../types.js';
import { answeredSteps, type ReportFlow } from './flow.js';

/** A message as it is compared: in one spelling, without blanks between characters and signs at its end. */
export const plain = (text: string): string => squeeze(normalise(text)).replace(/[^\p{L}\p{N}]+$/u, '');
const HAN = '一二三四五六七八九';

/** The number that a message is, from 1 on: "2", "2.", "二", "第二个", "选2". */
export function numberIn(text: string): number | null {
  const found = /^(?:第|选|no\.?|number)? ?(\d{1,2}|[一二三四五六七八九十])(?:个|项|样|条|号)?$/u.exec(
    plain(text),
  )?.[1];
  return found === undefined
    ? null
    : found === '十'
      ? 10
      : HAN.includes(found)
        ? HAN.indexOf(found) + 1
        : Number(found);
}

/** Whether words stand on the button of a choice, in any language. */
export const isLabelOf = ({ say }: TurnDeps, name: StepName, option: string, words: string): boolean =>
  LOCALES.some((locale) => plain(say(locale, `report:steps.${name}.options.${option}`)) === words);

/** The option that a message says: as it stands on a button in any language, by its number, or in plain words. */
export function optionIn(deps: TurnDeps, step: IntakeStep, text: string): string | null {
  if (step.kind === 'text') {
    return null;
  }
  const words = plain(text);
  const onButton = step.options.find((option) => isLabelOf(deps, step.name, option, words));
  const byNumber = step.options[(numberIn(text) ?? 0) - 1];
  return onButton ?? byNumber ?? known(step.options, deps.phrases.option(step.name, text));
}

/** What may stand between several options: signs and "and", or blanks too. */
const BETWEEN = [
  /[、,，;；+&/]+|(?<=[\d一二三四五六七八九十个项样])[和跟与及]|还有|以及|[和与]| and /u,
  /[\s、,，;；+&/]+|(?:还有|以及|[和与])/u,
] as const;

/** The options that a message says of a question with several: "1、3", "第一个和第三个", "律师和保护". Null unless all of it says options. */
export function optionsIn(deps: TurnDeps, step: IntakeStep, text: string): readonly string[] | null {
  const whole = optionIn(deps, step, text);
  if (whole !== null || step.kind !== 'choices') {
    return whole === null ? null : [whole];
  }
  const said = BETWEEN.map((between) =>
    text
      .split(between)
      .filter((part) => part.trim() !== '')
      .map((part) => optionIn(deps, step, part)),
  );
  const all = said.find((options) => options.length > 1 && options.every((option) => option !== null));
  return all?.filter((option) => option !== null) ?? null;
}

/** The answer that a message gives to a short text question; null when it can't be one. */
export function textIn(step: IntakeStep & { readonly kind: 'text' }, text: string): string | null {
  return intakeSchema.shape[step.name].safeParse(text).data ?? null;
}

/** The answer that she wants to change, in the review: by its number there or by its name. */
export function changeIn(deps: TurnDeps, { draft }: ReportFlow, text: string): StepName | null {
  const number = numberIn(text);
  return number === null ? fieldIn(deps, text) : (answeredSteps(draft)[number - 1]?.name ?? null);
}

/** The question that words name, as its label or as people call it. */
export function fieldIn({ say, phrases }: TurnDeps, text: string): StepName | null {
  const words = plain(text);
  const names = INTAKE_STEPS.map(({ name }) => name);
  const labelled = names.find((name) =>
    LOCALES.some((locale) => plain(say(locale, `report:steps.${name}.label`)) === words),
  );
  const called = phrases.option('field', text);
  return labelled ?? names.find((name) => name === called) ?? null;
}

const known = (options: readonly string[], option: string | null): string | null =>
  option !== null && options.includes(option) ? option : null;
