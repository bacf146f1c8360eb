import { eraseCall } from '../channels/telegram/index.js';
import type { Config } from '../config.js';
import { type Clearing, createClearing } from '../conversation/clearing.js';
import { createContactStore, type Database } from '../domain/contacts/index.js';
import { createOutboxStore, createTraceStore } from '../domain/messaging/index.js';
import { buildDelivery } from './delivery.js';
import type { Foundation } from './foundation.js';

/** Taking back from a chat what was told there. */
export function buildClearing(config: Config, foundation: Foundation): Clearing {
  const { database, sealer, say, clock } = foundation;
  return createClearing({
    transaction: <T>(work: (db: Database) => Promise<T>) => database.prisma.$transaction(work),
    traces: createTraceStore(),
    contacts: createContactStore(sealer),
    outbox: createOutboxStore(sealer),
    erase: eraseCall,
    deliver: buildDelivery(config, foundation),
    say,
    clock,
  });
}
