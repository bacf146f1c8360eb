import type { Sealer } from '../privacy/index.js';

/**
 * Under which tries are counted: of the number alone, and of the number from one network. Both are digests; the second one is made with
 * another key each day, so that nobody can tell later who tried from where.
 */
export function tryKeys(
  sealer: Pick<Sealer, 'blindIndex'>,
  purpose: 'case_try' | 'draft_try',
  { typed, network, now }: { readonly typed: string; readonly network: string; readonly now: Date },
): { readonly numberKey: string; readonly networkKey: string } {
  const day = now.toISOString().slice(0, 10);
  const key = (under: string, value: string) =>
    `${purpose}:${Buffer.from(sealer.blindIndex(under, value)).toString('hex')}`;
  return {
    numberKey: key(purpose, typed),
    networkKey: key(`${purpose}|${day}`, JSON.stringify([typed, network])),
  };
}
