import { said } from '../steps/said.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Effect, Session, Setting, TurnResult } from '../types.js';
import type { Wishes } from '../../domain/tips/index.js';
import { backward, change, onward, type SubscribeFlow, type SubscribeStep, withWishes } from './flow.js';
import { ask, withoutSubscription } from './open.js';
import { birthMonthsOf } from './months.js';
import { listed } from './prompt.js';

/** Everything that a step of the subscription works with. */
export interface AtChoice {
  readonly deps: TurnDeps;
  readonly session: Session;
  readonly flow: SubscribeFlow;
  readonly setting: Setting;
}
type Caregiver = Wishes['caregivers'][number];

export const askAgain = ({ deps, session, flow }: AtChoice, ...notes: string[]): TurnResult =>
  ask(deps, session, flow, notes);

/** The open question again for a button that stands under another one. */
export const askInsteadOfOld = (at: AtChoice): TurnResult =>
  askAgain(at, at.deps.say(at.session.locale, 'flow:report.old_button'));

const next = (at: AtChoice, flow: SubscribeFlow, ...notes: string[]): TurnResult =>
  askAgain({ ...at, flow: onward(flow, at.setting) }, ...notes);

/** Takes themes up, or puts one back that was chosen already. */
export function toggleTopics(at: AtChoice, ids: readonly string[]): TurnResult {
  const known = ids.filter((id) => at.deps.themes.some((theme) => theme.id === id));
  const { topics } = at.flow.wishes;
  const kept = topics.filter((topic) => !known.includes(topic));
  const added = known.filter((id) => !topics.includes(id));
  return askAgain({ ...at, flow: withWishes(at.flow, { topics: [...kept, ...added] }) });
}

/** All themes, also those to come: no list is kept. */
export const takeAll = (at: AtChoice): TurnResult =>
  at.flow.step === 'topics' ? next(at, withWishes(at.flow, { topics: [] })) : askInsteadOfOld(at);

export const finishTopics = (at: AtChoice): TurnResult =>
  at.flow.step === 'topics' ? next(at, at.flow) : askInsteadOfOld(at);

export const chooseCaregivers = (at: AtChoice, caregivers: Caregiver[]): TurnResult => {
  const flow = withWishes(at.flow, { caregivers });
  return at.flow.step === 'caregivers' ? next(at, flow) : askAgain({ ...at, flow });
};

/** Her word, as a guardian, on birth months. Without her consent none is kept. */
export function answerGuardian(at: AtChoice, agreed: boolean): TurnResult {
  if (at.flow.step !== 'guardian') {
    return askInsteadOfOld(at);
  }
  const flow = { ...at.flow, guardian: agreed };
  return next(at, agreed ? flow : withWishes(flow, { birthMonths: [] }));
}

export function hearMonths(at: AtChoice, text: string): TurnResult {
  const say = (key: string) => at.deps.say(at.session.locale, key);
  const birthMonths = birthMonthsOf(text);
  return birthMonths.length === 0
    ? askAgain(at, say('flow:subscribe.months_unclear'))
    : next(
        at,
        withWishes(at.flow, { birthMonths }),
        say('flow:subscribe.months_more') + listed(at.session.locale, birthMonths),
      );
}

export function chooseTownship(at: AtChoice, id: string | null): TurnResult {
  if (id !== null && !at.deps.townships.some((township) => township.id === id)) {
    return askInsteadOfOld(at);
  }
  const flow = withWishes(at.flow, { township: id });
  return at.flow.step === 'township' ? next(at, flow) : askAgain({ ...at, flow });
}

/** Leaves the open question without an answer. */
export function skip(at: AtChoice): TurnResult {
  switch (at.flow.step) {
    case 'topics':
      return finishTopics(at);
    case 'caregivers':
      return chooseCaregivers(at, []);
    case 'guardian':
      return answerGuardian(at, false);
    case 'months':
      return next(at, withWishes(at.flow, { birthMonths: [] }));
    case 'township':
      return chooseTownship(at, null);
    case 'summary':
      return askAgain(at, at.deps.say(at.session.locale, 'flow:subscribe.not_understood'));
  }
}

export function goBack(at: AtChoice): TurnResult {
  const flow = backward(at.flow, at.setting);
  return flow.step === at.flow.step
    ? askAgain(at, at.deps.say(at.session.locale, 'flow:steps.first'))
    : askAgain({ ...at, flow });
}

export function reopen(at: AtChoice, step: string): TurnResult {
  const steps: readonly SubscribeStep[] = ['topics', 'caregivers', 'months', 'township'];
  const known = steps.find((name) => name === step);
  return known ? askAgain({ ...at, flow: change(at.flow, known, at.setting) }) : askInsteadOfOld(at);
}

export const cancel = ({ deps, session }: AtChoice): TurnResult =>
  said(withoutSubscription(session), { text: deps.say(session.locale, 'flow:subscribe.cancelled') });

/** Ends what was subscribed, and the form with it. */
export const stop = ({ deps, session }: AtChoice): TurnResult =>
  said(withoutSubscription(session), { text: deps.say(session.locale, 'bot:stop.done') }, [
    { type: 'unsubscribe' },
  ]);

/** Keeps the choice. The consent stands before what it allows; refused now, it stands no longer. */
export function save(at: AtChoice): TurnResult {
  const { deps, session, flow } = at;
  if (flow.step !== 'summary') {
    return askInsteadOfOld(at);
  }
  const purpose = 'child_birth_month';
  const consent: Effect[] =
    flow.guardian === undefined
      ? []
      : [{ type: flow.guardian ? 'give_consent' : 'withdraw_consent', purpose }];
  return said(withoutSubscription(session), { text: deps.say(session.locale, 'flow:subscribe.saved') }, [
    ...consent,
    { type: 'subscribe', wishes: flow.wishes },
  ]);
}
