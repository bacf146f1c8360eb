import { NO_CLEARING } from '../../src/conversation/clearing.js';
import { NO_CASES } from '../../src/conversation/case-effects.js';
import type { EffectDeps } from '../../src/conversation/effects.js';
import type { TalkDeps } from '../../src/conversation/talk.js';
import { createAnswerCountStore } from '../../src/domain/knowledge/index.js';
import { createConsentStore } from '../../src/domain/consent/index.js';
import { createSubscriptionStore } from '../../src/domain/tips/index.js';

/** Rooms that a talk with a dialogue of a test's own never reaches; the stores are the real ones. */
export const plainEffects: Omit<EffectDeps, 'contacts' | 'gaps'> &
  Pick<TalkDeps, 'clearing' | 'hasPublicUrl' | 'duty'> = {
  say: (locale, key) => `${locale} ${key}`,
  fileCase: () => Promise.reject(new TypeError('this test files no case')),
  inChat: NO_CASES,
  answerCounts: createAnswerCountStore(),
  consents: createConsentStore(),
  subscriptions: createSubscriptionStore(),
  broadcastTests: { byCode: () => Promise.resolve(null) },
  linkStaff: () => Promise.resolve(false),
  clearing: NO_CLEARING,
  hasPublicUrl: true,
  duty: () => ({ kind: 'unknown' }),
};
