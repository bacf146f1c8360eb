import { INTAKE_STEPS, type StepName } from '../../domain/cases/index.js';
import type { TurnResult } from '../types.js';
import { fieldIn, optionIn, plain } from './answers.js';
import { askAgain, type At, explain, goTo, note, withButtons } from './at.js';
import { elsewhereIn, phoneIn } from './elsewhere.js';
import { change, isAsked, putAside } from './flow.js';
import { goBack } from './moves.js';
import { changeButtons, stepOf } from './shown.js';
import { put, tellMore } from './put.js';

/** An earlier answer that is to be changed, with the new one when it was said at once. */
interface Change {
  readonly name: StepName;
  readonly value?: string;
}

const VERB = '(?:修?改|更改|更正|改正|换|重填|重选|重写)';
const POLITE = '(?:请|帮我|帮忙|麻烦|我|想|要|需要|能不能|可以|可不可以|先|再|重新)*';
/** "改电话", "电话写错了", "把电话改成…", "change the phone to …". */
const CHANGES: readonly RegExp[] = [
  new RegExp(`^${POLITE}(?:把|将)?(?<field>.+?)(?:要|得|想)?${VERB}(?:成|为|到)(?<value>.+)$`, 'u'),
  new RegExp(`^${POLITE}${VERB}(?:一下|下|个)?(?<field>.+?)(?:吗|嘛|吧)?$`, 'u'),
  new RegExp(`^${POLITE}(?:把|将)?(?<field>.+?)(?:要|得|想|需要)?${VERB}(?:一下|下|掉|了|吧)*$`, 'u'),
  /^(?<field>.+?)(?:我)?(?:写|填|说|选|打|留|报|弄|搞)?(?:得|的|是)?(?:错|不对|有误)(?:了|啦)?$/u,
  /^(?:please |i (?:want|need|would like|have) to |(?:can|could|may) i |let me )*(?:change|edit|correct|fix|update) (?<field>.+?)(?: to (?<value>.+))?$/u,
  /^(?<field>.+?) (?:is|was) (?:wrong|incorrect|not right)$/u,
];
const BEFORE_FIELD = /^(?:我的?|那个|前面|上面|刚才|之前|填|写|留|的|the |my |your )+/u;

/** "前面写错了，不是我老公是他弟弟", "I wrote it wrong, it was …": that something told is wrong, and how it was. */
const WRONG =
  /^(?:对不起|不好意思|抱歉|哦|噢|等一下|等等|啊|哎|sorry|wait|oh|no|[^\p{L}\p{N}])*(?:(?:我)?(?:前面|上面|刚才|刚刚|之前|前头|先前)(?:的|我)*(?:那个)?(?<verb>写|填|说|打|选|讲|答|弄)?|我?(?<alone>写|填|说|打|选|讲|答|弄))(?:得|的|是)?(?:错|不对)(?:了|啦)?[^\p{L}\p{N}]*(?<rest>.*)$/u;
const WRONG_EN =
  /^(?:sorry|wait|oh|no|[^\p{L}\p{N}])*(?:i (?:wrote|said|typed|told you|put|got) (?:it|that|this|something)? ?wrong|i made a mistake|correction|(?:that|it|what i (?:wrote|said)) (?:is|was) wrong)(?: before| earlier)?[^\p{L}\p{N}]*(?<rest>.*)$/u;
/** "改一下前面的", "change my answer": which one is not said. */
const UNNAMED = new RegExp(
  `^${POLITE}${VERB}(?:一下|下)?(?:我|的)*(?:前面|上面|刚才|之前|前头|先前|填|写|说|选)+(?:的|那个|那题|那步)*$|^(?:please |i (?:want|need|would like|have) to |(?:can|could|may) i |let me )*(?:change|edit|correct) (?:my|an|the|an earlier|my earlier|something|one)(?: answers?)?$`,
  'u',
);
/** "不是我老公，是他弟弟": no answer to a question with choices, but a correction of what was told. */
const NOT_BUT = /^不是.{1,12}[,，]?(?:而)?是.{1,20}$|^(?:it was |he is |she is )?not .{1,40} but .+$/u;

/** An earlier answer changed by saying so; null when words say no such thing, or there is nothing to change yet. */
export function hearChange(at: At, text: string): TurnResult | null {
  const words = plain(text);
  if (at.flow.step === 'abroad') {
    return null;
  }
  const change = changeIn(at, words);
  return change ? make(at, change) : hearWrong(at, words, text);
}

/** Characters of a message that may be nothing but such a change. */
const LONGEST_CHANGE = 80;

function changeIn({ deps }: At, words: string): Change | null {
  if ([...words].length > LONGEST_CHANGE) {
    return null;
  }
  for (const pattern of CHANGES) {
    const { field = '', value } = pattern.exec(words)?.groups ?? {};
    const name = fieldIn(deps, field.replace(BEFORE_FIELD, ''));
    if (name) {
      return value === undefined ? { name } : { name, value };
    }
  }
  return null;
}

function make(at: At, { name, value }: Change): TurnResult {
  const step = stepOf(name);
  const said =
    value === undefined || !step || name === 'happened'
      ? null
      : name === 'phone'
        ? phoneIn(value)
        : step.kind !== 'text'
          ? optionIn(at.deps, step, value)
          : value;
  return said === null ? reopen(at, name) : put(at, { name, value: said });
}

/** Opens an answer to be changed, and then the question that is open now. Whoever is not to be called is asked that first. */
export function reopen(at: At, name: StepName): TurnResult {
  if (at.flow.step === name) {
    return explain(at);
  }
  return isAsked(at.flow.draft, name)
    ? goTo(at, change(at.flow, name))
    : BY_NUMBER.has(name)
      ? reopenContact(at)
      : askAgain(at, note(at, 'report.old_button'));
}

/** What is asked only of whoever may be called or written to. */
const BY_NUMBER: ReadonlySet<string> = new Set(
  INTAKE_STEPS.filter(({ group, when }) => group === 'contact' && when !== undefined).map(({ name }) => name),
);

/** A number that waited is not the one that she is about to give. */
function reopenContact(at: At): TurnResult {
  const { number, ...rest } = at.flow;
  const flow = number === undefined ? rest : putAside(rest, number);
  return goTo(at, flow.step === 'contact' ? flow : change(flow, 'contact'), note(at, 'report.call_first'));
}

function hearWrong(at: At, words: string, text: string): TurnResult | null {
  if (UNNAMED.test(words)) {
    return askWhich(at);
  }
  const { flow } = at;
  const isChoice = stepOf(flow.step)?.kind !== 'text';
  const { rest, verb, alone } = (WRONG.exec(words) ?? WRONG_EN.exec(words))?.groups ?? {};
  if (rest === undefined) {
    return isChoice && flow.draft.happened !== undefined && NOT_BUT.test(words)
      ? tellMore(at, text, 'report.corrected')
      : null;
  }
  if (rest === '') {
    return (verb ?? alone) === '选' ? goBack(at) : askWhich(at);
  }
  const named = changeIn(at, rest);
  const answer = elsewhereIn(at, rest);
  return named
    ? make(at, named)
    : answer
      ? put(at, answer)
      : flow.draft.happened === undefined
        ? null
        : tellMore(at, text, 'report.corrected');
}

/** Which of her answers she means. */
const askWhich = (at: At): TurnResult =>
  withButtons(
    askAgain(at, note(at, 'report.which')),
    at.flow.step === 'review'
      ? []
      : changeButtons({ deps: at.deps, locale: at.session.locale, setting: at.setting }, at.flow),
  );
