import { AppError } from '../../lib/errors.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { CasesDatabase, CaseStore } from './case-store.js';
import type { Intake } from './intake.js';
import type { PhoneStore } from './phone-store.js';
import { phonesIn } from './phones-in.js';

/** Cases that are filled in within one transaction. */
const AT_ONCE = 100;

/** By what a number is found again: nobody can tell the number from it. */
export const lookupsOf = (
  sealer: Pick<Sealer, 'blindIndex'>,
  phone: string | undefined,
): Uint8Array<ArrayBuffer>[] =>
  phonesIn(phone ?? '').map((digits) => sealer.blindIndex('case_phone', digits));

export interface PhoneIndexDeps {
  readonly db: CasesDatabase;
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly cases: Pick<CaseStore, 'lock' | 'sealOf'>;
  readonly phones: PhoneStore;
}

/** Keeps the index as the reports are. */
export interface PhoneIndex {
  /** How she is reached has changed. In the transaction of that. */
  follow(tx: Database, caseId: string, intake: Pick<Intake, 'phone'>): Promise<void>;
  /** Fills in what is missing of cases from before there was an index. Safe in several processes. @returns how many cases */
  fill(): Promise<number>;
}

export function createPhoneIndex({ db, sealer, cases, phones }: PhoneIndexDeps): PhoneIndex {
  const fillOne = async (tx: Database, id: string): Promise<void> => {
    const found = await cases.lock(tx, id);
    if (found) {
      await phones.set(tx, id, lookupsOf(sealer, await phoneOf(cases, tx, found)));
    }
  };
  const fillSome = (): Promise<number> =>
    db.$transaction(async (tx) => {
      const ids = await phones.missing(tx, AT_ONCE);
      for (const id of ids) {
        await fillOne(tx, id);
      }
      return ids.length;
    });
  return {
    follow: (tx, caseId, { phone }) => phones.set(tx, caseId, lookupsOf(sealer, phone)),
    async fill() {
      let filled = 0;
      for (let more = AT_ONCE; more === AT_ONCE; filled += more) {
        more = await fillSome();
      }
      return filled;
    },
  };
}

/** The number of a report; a case whose key is gone has none. */
async function phoneOf(
  cases: Pick<CaseStore, 'sealOf'>,
  tx: Database,
  { id, report }: { readonly id: string; readonly report: Uint8Array },
): Promise<string | undefined> {
  try {
    return (await cases.sealOf(tx, id)).openReport(report).intake.phone;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsealable') {
      return undefined;
    }
    throw error;
  }
}
