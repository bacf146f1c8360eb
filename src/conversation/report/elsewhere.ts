import { INTAKE_STEPS, type IntakeStep, type StepName } from '../../domain/cases/index.js';
import { normalise, squeeze } from '../../domain/language/index.js';
import { soundsLikeQuestion } from '../steps/aside.js';
import type { TurnDeps } from '../turn-deps.js';
import type { At } from './at.js';
import { isLabelOf, plain } from './answers.js';
import { stepOf } from './shown.js';

/** An answer to a question, as the intake form keeps it. */
export interface Answer {
  readonly name: StepName;
  readonly value: string;
}

/**
 * What short words clearly answer that is not the open question: a phone number, a choice, a place. Null for all others.
 * `onlyNames`: of places only the bare names of the district's streets and towns, as at "what happened".
 */
export function elsewhereIn({ deps, flow }: At, text: string, onlyNames = false): Answer | null {
  const { step } = flow;
  const number = step === 'phone' ? null : phoneIn(text);
  const isPlace = onlyNames || step === 'happened' ? isBareName(deps, text) : mayBePlace(deps, step, text);
  return number !== null
    ? { name: 'phone', value: number }
    : (choiceIn(deps, step, text) ?? (isPlace ? { name: 'place_of_harm', value: text.trim() } : null));
}

const PHONE =
  /^(?:(?:我|她|他|的|可以|请|就|打|新|手机|电话|联系|方式|号码?|是|为|:|,|call|me|at|on|my|the|phone|number|is|it|to) ?)*(\+?\d[\d ()-]{5,18}\d)[^\p{L}\p{N}]*$/u;
const DATE = /^(?:19|20)\d{2}(?:[-/. ]\d{1,2}[-/. ]\d{1,2}|(?:0[1-9]|1[0-2])[0-3]\d)$/;

/** The phone number that a message is, seven to fifteen digits; null when it says more, or a date. */
export function phoneIn(text: string): string | null {
  const number = PHONE.exec(squeeze(normalise(text)))?.[1]?.trim();
  const digits = number?.replace(/\D/g, '').length ?? 0;
  return number === undefined || digits < 7 || digits > 15 || DATE.test(number) ? null : number;
}

/** Whether words hold a phone number, with or without others around it. */
export const hasNumber = (text: string): boolean =>
  /(?:\d[ ()-]?){5}/.test(normalise(text)) && !DATE.test(normalise(text));

/** Questions whose plain words mean nothing else; words of all others ("邻居", "孩子", "住一起") may as well belong to a story: only what stands on their buttons counts. */
const BY_WORDS: ReadonlySet<string> = new Set(['danger', 'wish', 'contact']);

/** The one choice of another question that the words name; null when they are too short to be sure. */
function choiceIn(deps: TurnDeps, open: string, text: string): Answer | null {
  const words = plain(text).replace(/^(?:改|换)(?:成|为)/u, '');
  if (!/\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}|\p{L} \p{L}/u.test(words)) {
    return null;
  }
  const found = INTAKE_STEPS.filter(({ name }) => name !== open).flatMap((step) =>
    namedIn(deps, step, words),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function namedIn(deps: TurnDeps, step: IntakeStep, words: string): Answer[] {
  const { name } = step;
  if (step.kind === 'text') {
    return [];
  }
  const label = step.options.find((option) => isLabelOf(deps, name, option, words));
  const said = deps.phrases.option(name, words);
  const value =
    label ??
    (said !== null && BY_WORDS.has(name) && !(name === 'danger' && said === 'before') ? said : undefined);
  return value !== undefined && step.options.includes(value) ? [{ name, value }] : [];
}

/** Characters of a message that may be nothing but a place. */
const LONGEST_PLACE = 24;
const AT_PLACE =
  /^(?:就|是|发生|都)*在(?!.*(?:打|骂|吵|闹|喝|赌))[^的]{1,8}$|^(?:我|她|他|家|人|们)*住?在?.{1,12}(?:村|社区|小区|街道|镇|路|巷|\d+号|\d+栋)(?:那边|这边|附近|门口|里头?|上|的)*$|^(?:it (?:was|happened) )?(?:at|in) (?:my |his |her |our |the )?(?:work|office|home|house|school|street|factory|shop|market|hospital|village|town)$/u;
const PERSON = /^(?:他|她|老公|丈夫|男人|爸|妈|婆婆|公公|娃|孩子|老师|老板)/u;
const AROUND_NAME =
  /街道|镇|住|在|我|们|家|是|就|的|那边|这边|那里|这里|附近|street|town|near|live|the|in|at|i| /gu;

/** Whether words are a place, said where a choice or a number is asked for. */
function mayBePlace(deps: TurnDeps, open: string, text: string): boolean {
  const kind = stepOf(open)?.kind;
  if (kind !== 'choice' && kind !== 'choices' && open !== 'review' && open !== 'phone') {
    return false;
  }
  const words = squeeze(normalise(text));
  const around = aroundName(deps, words);
  return (
    [...words].length <= LONGEST_PLACE &&
    !soundsLikeQuestion(text) &&
    (around === null ? AT_PLACE.test(words) : [...around].length <= 5 && !PERSON.test(words))
  );
}

/** Whether words are the name of a street or town of the district and nothing else. */
function isBareName(deps: TurnDeps, text: string): boolean {
  const around = soundsLikeQuestion(text) ? null : aroundName(deps, squeeze(normalise(text)));
  return around !== null && [...around].length <= 1;
}

/** What words say beside the name of a street or town; null when they name none. */
function aroundName({ townships }: TurnDeps, words: string): string | null {
  const names = townships.flatMap(({ name, words: others }) =>
    [...Object.values(name), ...others].map(normalise),
  );
  const name = names.find((known) => words.includes(known));
  return name === undefined ? null : words.replace(name, '').replace(AROUND_NAME, '');
}
