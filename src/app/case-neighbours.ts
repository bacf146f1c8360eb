import type { Config } from '../config.js';
import { createCaseNews } from '../conversation/case-news.js';
import type { Dialogue } from '../dialogue.js';
import type { Staff } from '../domain/staff/index.js';
import { buildCallStaff } from './alarms.js';
import type { CaseNeighbours } from './cases.js';
import { buildDelivery } from './delivery.js';
import type { Foundation } from './foundation.js';

/** What cases need of the other rooms: the triage of the talk, word to a linked chat, a call to staff, the names of the staff. */
export function caseNeighbours(
  config: Config,
  foundation: Foundation,
  { triage }: Pick<Dialogue, 'triage'>,
  { names }: Pick<Staff, 'names'>,
): CaseNeighbours {
  const news = createCaseNews({ ...foundation, deliver: buildDelivery(config, foundation) });
  return {
    assess: triage,
    tell: async (db, contactId, key) => void (await news(db, contactId, key)),
    callStaff: buildCallStaff(config, foundation),
    staffNames: names,
  };
}
