import { z } from 'zod';
import type { Database } from '../domain/contacts/index.js';
import { AGE_BANDS } from '../domain/language/index.js';
import type { Sealer } from '../domain/privacy/index.js';
import { reportFlowSchema } from './report/flow.js';
import { subscribeFlowSchema } from './subscribe/flow.js';
import { feedbackMemorySchema } from './steps/feedback-memory.js';
import { LOCALES, type Session } from './types.js';

const sessionSchema: z.ZodType<Session> = z.strictObject({
  version: z.literal(1),
  locale: z.enum(LOCALES),
  greeted: z.boolean(),
  last: z.strictObject({ question: z.string(), entry: z.string().optional() }).optional(),
  bands: z.array(z.enum(AGE_BANDS)),
  pending: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('forget') }),
      z.strictObject({
        kind: z.literal('keep_question'),
        question: z.string(),
        about: z
          .strictObject({
            reason: z.enum(['unhelpful', 'person']),
            entry: z.string(),
            mark: z.string(),
          })
          .optional(),
      }),
    ])
    .optional(),
  flow: z.discriminatedUnion('kind', [reportFlowSchema, subscribeFlowSchema]).optional(),
  told: z.string().optional(),
  receipt: z.literal(true).optional(),
  digits: z.strictObject({ submission: z.string(), tries: z.number().int() }).optional(),
  feedback: feedbackMemorySchema.optional(),
});

const place = (contactId: string) => ({ table: 'chat_session', column: 'state', row: contactId });

/** Sessions at rest: one row a contact, encrypted. A state that an older program wrote and this one can't read is begun anew. */
export function createSessionStore(sealer: Sealer) {
  return {
    /** The stored session; the contact stays locked until the transaction ends, so that two turns of one talk can't run at once. */
    async lock(db: Database, contactId: string): Promise<Session | null> {
      const rows = await db.$queryRaw<Array<{ state: Uint8Array | null }>>`
        SELECT s.state FROM contact c LEFT JOIN chat_session s ON s.contact_id = c.id
        WHERE c.id = ${contactId}::uuid FOR NO KEY UPDATE OF c`;
      const state = rows[0]?.state;
      if (!state) {
        return null;
      }
      const parsed = sessionSchema.safeParse(JSON.parse(sealer.open(place(contactId), state)));
      return parsed.success ? parsed.data : null;
    },

    async save(db: Database, contactId: string, session: Session, now: Date): Promise<void> {
      const state = sealer.seal(place(contactId), JSON.stringify(session));
      await db.$executeRaw`
        INSERT INTO chat_session (contact_id, state, updated_at) VALUES (${contactId}::uuid, ${state}, ${now})
        ON CONFLICT (contact_id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at`;
    },
  };
}
export type SessionStore = ReturnType<typeof createSessionStore>;
