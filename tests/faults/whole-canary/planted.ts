import { randomInt, randomUUID } from 'node:crypto';
import { leaksOf } from '../../support/canary.js';
import type { Visitor } from '../../support/visitor.js';

/** With digits enough in a row to be taken for a part of a telephone number. */
const uuid = Array.from({ length: 1000 }, () => randomUUID()).find((id) => /\d{6}/.test(id)) ?? '';
export const canary = `金丝雀-${uuid}`;
/** A telephone number that nobody else has. */
export const phone = `139${String(randomInt(10 ** 8)).padStart(8, '0')}`;
/** What of it stands in a text, in whichever writing. */
export const leaks = (text: string): string[] => searches.flatMap((search) => search(text));
const searches = [uuid, phone].map(leaksOf);

/** What every field of a report is filled with. */
export const FIELDS = {
  danger: 'before',
  happened: `他打我。${canary}`,
  reporter: 'self',
  minor: 'unknown',
  place_of_harm: `河门口 ${canary}`,
  residence: `清香坪 ${canary}`,
  relation: 'partner',
  other_work: `水泥厂 ${canary}`,
  wish: 'legal',
  wish_words: `搬出去 ${canary}`,
  earlier: 'police',
  earlier_words: `告诫书 ${canary}`,
  contact: 'phone',
  phone,
  safe_time: `白天 ${canary}`,
  code_word: canary.slice(0, 40),
  neutral: 'own',
  neutral_words: `您好 ${canary}`,
  withhold: `别告诉学校 ${canary}`,
  help: 'yes',
};

/** An answer with its address, both without what may hold her words. */
interface Answered {
  readonly what: string;
  readonly head: string;
  readonly body: string;
}
/** Every answer that anybody got; of her own pages and her officer's the headers alone. */
export const answers: Answered[] = [];

/** A visitor whose answers are all written down; those of `own` pages without their bodies. */
export function watched(visitor: Visitor, who: string, own: (path: string) => boolean): Visitor {
  const request = visitor.request.bind(visitor);
  const watching: Visitor['request'] = async (address, init) => {
    const response = await request(address, init);
    const head = JSON.stringify([...response.headers]);
    const body = own(address) ? '' : Buffer.from(await response.clone().arrayBuffer()).toString('latin1');
    const what = `${who}: ${init?.method ?? 'GET'} ${address.replaceAll(uuid, '…')} ${response.status}`;
    answers.push({ what, head, body });
    return response;
  };
  return Object.assign(visitor, { request: watching });
}
