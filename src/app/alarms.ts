import type { Config } from '../config.js';
import { createStaffCall } from '../conversation/staff-call.js';
import {
  callKey,
  type CallStaff,
  createAlarmStore,
  createEscalate,
  createOpenAlarms,
  createRing,
} from '../domain/alarm/index.js';
import { createAlarmWebhook } from '../infra/alarm-webhook.js';
import { AppError } from '../lib/errors.js';
import { buildDelivery } from './delivery.js';
import type { Foundation } from './foundation.js';

/** Calls staff in the chats that they have linked. A chat whose address can't be read stops neither the report nor the others. */
export function buildCallStaff(config: Config, foundation: Foundation): CallStaff {
  const { say, log } = foundation;
  const store = createAlarmStore();
  const call = createStaffCall({ deliver: buildDelivery(config, foundation), say });
  return async (tx, { alarmId, nth, roles }) => {
    for (const contactId of await store.chatsOf(tx, roles)) {
      try {
        await call(tx, contactId, `${callKey(alarmId)}${nth}:${contactId}`);
      } catch (error) {
        if (!(error instanceof AppError)) {
          throw error;
        }
        log.error('alarm_call_failed', { code: error.code });
      }
    }
  };
}

/** Makes the calls that have come due. */
export function buildEscalate(config: Config, foundation: Foundation): () => Promise<number> {
  const { database, clock } = foundation;
  return createEscalate({ db: database.prisma, call: buildCallStaff(config, foundation), clock });
}

/** Tells the duty phone of calls that it has not been told of; null when there is none. */
export function buildRing({ alarmWebhook }: Config, { database, clock }: Foundation) {
  return alarmWebhook === undefined
    ? null
    : createRing({ db: database.prisma, ring: createAlarmWebhook(alarmWebhook), clock });
}

/** Shows in the metrics how many emergencies nobody has taken, and how long the oldest has been waiting. */
export function watchAlarms({ database, clock, metrics }: Foundation): void {
  const open = createOpenAlarms(database.prisma);
  metrics.watchAlarms(async () => {
    const { news, oldest } = await open();
    const [first] = oldest;
    const waited = first ? clock.now().getTime() - first.raisedAt.getTime() : 0;
    return { open: news.open, oldestSeconds: Math.max(0, Math.round(waited / 1000)) };
  });
}
