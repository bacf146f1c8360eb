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

/** On to the next question. Months are asked only of a guardian who agreed, and she is asked to agree only once. */
export function onward(flow: SubscribeFlow, setting: Setting): SubscribeFlow {
  const { changing, ...rest } = flow;
  const agreed = flow.guardian ?? setting.consents.includes('child_birth_month');
  if (flow.step === 'guardian') {
    return agreed ? { ...flow, step: 'months' } : { ...rest, step: changing ? 'summary' : 'township' };
  }
  if (changing || flow.step === 'township' || flow.step === 'summary') {
    return { ...rest, step: 'summary' };
  }
  const next = SUBSCRIBE_STEPS[SUBSCRIBE_STEPS.indexOf(flow.step) + 1] ?? 'summary';
  return { ...rest, step: next === 'guardian' && agreed ? 'months' : next };
}

/** One question back; the first stays, and what has been agreed to is not asked again. */
export function backward(flow: SubscribeFlow): SubscribeFlow {
  const { changing, ...rest } = flow;
  const at = flow.step === 'summary' ? SUBSCRIBE_STEPS.length : SUBSCRIBE_STEPS.indexOf(flow.step);
  const before = SUBSCRIBE_STEPS[at - 1] ?? 'topics';
  return {
    ...rest,
    step: changing ? 'summary' : before === 'months' && flow.guardian === false ? 'guardian' : before,
  };
}

/** Opens one choice to be changed, and then the summary again. */
export function change(flow: SubscribeFlow, step: SubscribeStep, setting: Setting): SubscribeFlow {
  const agreed = flow.guardian ?? setting.consents.includes('child_birth_month');
  return { ...flow, step: step === 'months' && !agreed ? 'guardian' : step, changing: true };
}
