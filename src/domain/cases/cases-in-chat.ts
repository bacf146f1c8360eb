import { AppError } from '../../lib/errors.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { waitingIn } from './ask-standing.js';
import { OBJECTED } from './asks-open.js';
import type { Ask } from './asks.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import type { EntryStore } from './entry-store.js';
import { isEndOf } from './last-digits.js';
import { createLinkStore } from './link-store.js';
import { caseNumber, readNumber } from './number.js';
import { createSlipStore } from './slip-store.js';
import { slipToken, slipTokenKey } from './slip-token.js';
import type { TakeAsk } from './take-ask.js';
import { ENDED_STATES } from './transitions.js';
import type { CaseState } from './types.js';

/** What can be asked for by a button, without a word of what it is about. */
export type ChatAsk = 'callback' | 'object';

/** A case as a chat may show it: others may read the phone. */
export interface LinkedCase {
  readonly number: string;
  readonly state: CaseState;
  readonly asks: readonly ChatAsk[];
}

/** What came of it; `elsewhere`: she has given no number or no time, or the chat is not told of such a case; `busy`: somebody works on it. */
export type ChatAsked = 'done' | 'waiting' | 'no_phone' | 'closed' | 'elsewhere' | 'busy';

/** Her cases as the chat knows them that is told of their news. */
export interface CasesInChat {
  /** The newest three; that she saw how far they are is written down. */
  of(db: Database, contactId: string, now: Date): Promise<readonly LinkedCase[]>;
  /** Asks for what a button can; `reason` stands where she would have written why. */
  ask(
    tx: Database,
    contactId: string,
    asked: {
      readonly number: string;
      readonly ask: ChatAsk;
      readonly reason: string;
      readonly submission: string;
      readonly now: Date;
    },
  ): Promise<ChatAsked>;
  /** Whether these are the last of the digits of the report that was sent under this token; null when there are none any more. */
  checkLast(db: Database, submission: string, typed: string, now: Date): Promise<boolean | null>;
}

export interface CasesInChatDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly takeAsk: TakeAsk;
}

const MOST_SHOWN = 3;

export function createCasesInChat(deps: CasesInChatDeps): CasesInChat {
  const { audit, cases } = deps;
  const links = createLinkStore();
  return {
    async of(db, contactId, now) {
      const rows = await links.of(db, contactId, MOST_SHOWN);
      for (const { id } of rows) {
        const subject = { kind: 'case', id } as const;
        await audit.record(db, { staffId: null, action: 'case_shown_in_chat', subject, now });
      }
      return rows.map(({ serial, created_at: at, state }) => ({
        number: caseNumber(serial, at),
        state,
        asks: asksIn(state),
      }));
    },

    async ask(tx, contactId, asked) {
      const named = readNumber(asked.number);
      const held = named && (await links.hold(tx, contactId, named));
      if (held === false) {
        return 'busy';
      }
      const found = held === null ? null : await cases.lock(tx, held);
      return found ? askFor(deps, tx, found, asked) : 'elsewhere';
    },

    checkLast: (db, submission, typed, now) => checkLast(deps, db, { submission, typed, now }),
  };
}

const asksIn = (state: CaseState): ChatAsk[] =>
  OBJECTED.includes(state) ? ['object'] : ENDED_STATES.includes(state) ? [] : ['callback'];

async function askFor(
  deps: CasesInChatDeps,
  tx: Database,
  found: StoredCase,
  { ask: kind, reason, submission, now }: Parameters<CasesInChat['ask']>[2],
): Promise<ChatAsked> {
  if (!asksIn(found.state).includes(kind)) {
    return 'closed';
  }
  if (kind === 'callback' && (await waitingIn(deps, tx, found)).includes('callback')) {
    return 'waiting';
  }
  const ask = kind === 'object' ? { kind, words: reason } : await callOf(deps, tx, found);
  if (!ask) {
    return 'no_phone';
  }
  try {
    await deps.takeAsk(tx, { found, ask, submission, now });
    return 'done';
  } catch (error) {
    if (error instanceof AppError && error.code === 'ask_closed') {
      return 'closed';
    }
    throw error;
  }
}

/** A call on the number and at the time that she gave; null when she gave none. */
async function callOf({ cases }: CasesInChatDeps, tx: Database, found: StoredCase): Promise<Ask | null> {
  const { intake } = (await cases.sealOf(tx, found.id)).openReport(found.report);
  return intake.phone === undefined || intake.safe_time === undefined
    ? null
    : { kind: 'callback', window: intake.safe_time, phone: '' };
}

async function checkLast(
  { sealer, cases }: CasesInChatDeps,
  db: Database,
  { submission, typed, now }: { readonly submission: string; readonly typed: string; readonly now: Date },
): Promise<boolean | null> {
  const tokenKey = slipTokenKey(sealer, slipToken(sealer, submission));
  const kept = await createSlipStore().find(db, tokenKey, now);
  return kept && isEndOf((await cases.sealOf(db, kept.case_id)).openCode(kept.code), typed);
}
