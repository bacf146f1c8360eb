import { createAuditStore } from '../domain/audit/index.js';
import { createConsentStore } from '../domain/consent/index.js';
import { createContactStore } from '../domain/contacts/index.js';
import {
  createBroadcasts,
  createDispatch,
  createSubscriptionStore,
  createTipsPages,
} from '../domain/tips/index.js';
import type { Foundation } from './foundation.js';

/** Tips and broadcasts: who wants them, what goes out when, and the pages where it is read. */
export function buildTips({ database, sealer, tips, clock }: Foundation) {
  const consents = createConsentStore();
  const subscriptions = createSubscriptionStore(consents);
  const contacts = createContactStore(sealer);
  const db = database.prisma;
  return {
    subscriptions,
    broadcasts: createBroadcasts({ db, audit: createAuditStore(), sealer, clock }),
    pages: createTipsPages({ db, sealer, contacts, subscriptions, consents, clock }),
    dispatch: createDispatch({ db, calendar: tips.calendar, tips: tips.tips, clock }),
  };
}
export type Tips = ReturnType<typeof buildTips>;
