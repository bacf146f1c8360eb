import { z } from 'zod';
import { birthMonth, CAREGIVERS, type Wishes } from '../../domain/tips/index.js';
import type { Setting } from '../types.js';

export const SUBSCRIBE_STEPS = ['topics', 'caregivers', 'guardian', 'months', 'township'] as const;
export type SubscribeStep = (typeof SUBSCRIBE_STEPS)[number] | 'summary';

/** A subscription that is being chosen. Plain data: it is part of the session. */
export const subscribeFlowSchema = z.strictObject({
  kind: z.literal('subscribe'),
  step: z.enum([...SUBSCRIBE_STEPS, 'summary']),
  wishes: z.strictObject({
    topics: z.array(z.string()),
    caregivers: z.array(z.enum(CAREGIVERS)),
    birthMonths: z.array(birthMonth),
    township: z.string().nullable(),
  }),
  /** What she said, as a guardian, to keeping birth months; not given: not asked in this form. */
  guardian: z.boolean().optional(),
  /** True when one choice is being changed: the next thing is the summary again. */
  changing: z.literal(true).optional(),
});
export type SubscribeFlow = z.infer<typeof subscribeFlowSchema>;

const NOTHING: Wishes = { topics: [], caregivers: [], birthMonths: [], township: null };

/** A new choice, or the one that stands, ready to be changed. */
export function beginSubscription({ wishes }: Setting): SubscribeFlow {
  const { topics, caregivers, birthMonths, township } = wishes ?? NOTHING;
  return {
    kind: 'subscribe',
    step: wishes ? 'summary' : 'topics',
    wishes: { topics: [...topics], caregivers: [...caregivers], birthMonths: [...birthMonths], township },
  };
}

/** The form with other wishes; the open question stays. */
export const withWishes = (flow: SubscribeFlow, wishes: Partial<SubscribeFlow['wishes']>): SubscribeFlow => ({
  ...flow,
  wishes: { ...flow.wishes, ...wishes },
});

/** Whether she agreed, in this form or before, that birth months are kept. */
const hasAgreed = (flow: SubscribeFlow, { consents }: Setting): boolean =>
  flow.guardian ?? consents.includes('child_birth_month');

/** The questions that are asked one after the other: months only of a guardian who agreed, and she is asked to agree only once. */
function askedOf(flow: SubscribeFlow, setting: Setting): SubscribeStep[] {
  const agreed = hasAgreed(flow, setting);
  const isAnswered = agreed || flow.guardian !== undefined;
  return SUBSCRIBE_STEPS.filter(
    (step) =>
      step === flow.step || (step === 'guardian' ? !isAnswered : step !== 'months' || agreed || !isAnswered),
  );
}

/** On to the next question. */
export function onward(flow: SubscribeFlow, setting: Setting): SubscribeFlow {
  const { changing, ...rest } = flow;
  if (flow.step === 'guardian' && hasAgreed(flow, setting)) {
    return { ...flow, step: 'months' };
  }
  const asked = askedOf(flow, setting);
  return { ...rest, step: changing ? 'summary' : (asked[asked.indexOf(flow.step) + 1] ?? 'summary') };
}

/** One question back; the first stays. */
export function backward(flow: SubscribeFlow, setting: Setting): SubscribeFlow {
  const { changing, ...rest } = flow;
  const asked = askedOf(flow, setting);
  const at = flow.step === 'summary' ? asked.length : asked.indexOf(flow.step);
  return { ...rest, step: changing ? 'summary' : (asked[at - 1] ?? 'topics') };
}

/** Opens one choice to be changed, and then the summary again. */
export function change(flow: SubscribeFlow, step: SubscribeStep, setting: Setting): SubscribeFlow {
  return {
    ...flow,
    step: step === 'months' && !hasAgreed(flow, setting) ? 'guardian' : step,
    changing: true,
  };
}
