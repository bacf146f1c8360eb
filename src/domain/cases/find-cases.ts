import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Sealer } from '../privacy/index.js';
import type { CasesDatabase } from './case-store.js';
import { reasoned } from './contact-rules.js';
import { createLookupStore } from './lookup-store.js';
import { caseNumber, readNumber } from './number.js';
import { permit } from './permit.js';
import { lookupsOf } from './phone-index.js';
import type { PhoneStore } from './phone-store.js';
import { phonesIn } from './phones-in.js';
import { keptText } from './say-in-case.js';
import type { Acting, CaseState } from './types.js';

/** What an earlier case may be looked for. Words: `console-contact:find.kinds.<kind>`. */
export const LOOKUP_KINDS = ['she_calls', 'authority', 'duplicate'] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

const MOST_AN_HOUR = 30;
const HOUR = 3_600_000;

export interface LookupAsked {
  /** A telephone number or the number of a case; nothing else is looked for. */
  readonly text: string;
  readonly kind: string;
  /** Why, in words. */
  readonly words: string;
}

export interface FoundCase {
  readonly id: string;
  readonly number: string;
  readonly state: CaseState;
  readonly registeredAt: Date;
}

/**
 * Finds the earlier cases of a number, the newest first. That somebody looked, and why, is written down before, whatever is found. Throws
 * `not_found` (404) for whoever may not; `lookup_kind`, `reason_short` and `lookup_unclear` (400) before anything is looked for;
 * `too_many_lookups` (429) for the 31st within an hour.
 */
export type FindCases = (staff: Acting, asked: LookupAsked) => Promise<readonly FoundCase[]>;

export interface FindCasesDeps {
  readonly db: CasesDatabase;
  readonly sealer: Pick<Sealer, 'blindIndex' | 'seal'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly phones: Pick<PhoneStore, 'find'>;
  readonly clock: Clock;
}

export function createFindCases({ db, sealer, audit, phones, clock }: FindCasesDeps): FindCases {
  const lookups = createLookupStore();
  return async (staff, asked) => {
    permit(staff, 'case_find');
    const { kind, words, phone, number } = read(asked);
    return db.$transaction(async (tx) => {
      const now = clock.now();
      if ((await lookups.count(tx, staff.id, new Date(now.getTime() - HOUR))) >= MOST_AN_HOUR) {
        throw new AppError('too_many_lookups', 429, { most: MOST_AN_HOUR });
      }
      const subject = { kind: 'case', id: null } as const;
      await audit.record(tx, { staffId: staff.id, action: 'case_looked_up', subject, detail: kind, now });
      const id = randomUUID();
      const sealed = sealer.seal({ table: 'case_lookup', column: 'words', row: id }, words);
      await lookups.add(tx, { id, staffId: staff.id, kind, words: sealed, now });
      const rows = await phones.find(tx, lookupsOf(sealer, phone), number);
      return rows.map((row) => ({
        ...{ id: row.id, state: row.state, registeredAt: row.created_at },
        number: caseNumber(row.serial, row.created_at),
      }));
    });
  };
}

/** Digits alone, with what people put between and around them: no name and no other word. */
const LOOKS_FINE = /^[\s+\-().–—0-9]*$/;

function read({ text, kind, words }: LookupAsked) {
  const known = LOOKUP_KINDS.find((each) => each === kind);
  if (!known) {
    throw new AppError('lookup_kind');
  }
  const kept = keptText(reasoned(words));
  const plain = text.normalize('NFKC');
  const number = readNumber(plain);
  if (!LOOKS_FINE.test(plain) || (phonesIn(plain).length !== 1 && !number)) {
    throw new AppError('lookup_unclear');
  }
  return { kind: known, words: kept, phone: plain, number };
}
