import type { Sealer } from '../privacy/index.js';
import type { Day } from './days.js';

const DIGITS = 6;

/** The six digits by which a broadcast is tried out on a day: the same in every process, to be guessed by nobody. */
export function createTestCode(sealer: Pick<Sealer, 'blindIndex'>) {
  return (campaignId: string, day: Day): string => {
    const digest = Buffer.from(sealer.blindIndex('broadcast test', `${campaignId}|${day}`));
    return String(digest.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0');
  };
}
