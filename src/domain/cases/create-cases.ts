import type { Clock } from '../../lib/clock.js';
import { type CallStaff, createCaseAlarms } from '../alarm/index.js';
import type { AuditStore } from '../audit/index.js';
import type { Gap } from '../duty/index.js';
import { createOutboxStore } from '../messaging/index.js';
import type { DataKeys, Passwords, Sealer } from '../privacy/index.js';
import type { Assess } from './assessment.js';
import { type CasesDatabase, createCaseStore } from './case-store.js';
import { type CasesInChat, createCasesInChat } from './cases-in-chat.js';
import { createClockStore } from './clock-store.js';
import type { ContactDesk } from './contact-desk.js';
import { createContactDesk } from './create-contact-desk.js';
import { createDangerScale, type DangerScale, type DangerScaleData } from './danger-scale.js';
import { createDangerStore } from './danger-store.js';
import { createDeskAlarm } from './desk-alarm.js';
import { createDeskChanging } from './desk-changing.js';
import { createDeskDanger } from './desk-danger.js';
import { createDeskReading, type StaffNames } from './desk-reading.js';
import { createEntryStore } from './entry-store.js';
import { createFileCase } from './file-case.js';
import { createFindCases, type FindCases } from './find-cases.js';
import { createHeedAsk } from './heed-ask.js';
import { createHeedDanger } from './heed-danger.js';
import { createHear, type Hear } from './intake-heard.js';
import { createDeskJudging } from './desk-judging.js';
import { createJudgeCase } from './judge-case.js';
import { createJudgementStore } from './judgement-store.js';
import { createLeaveInHurry } from './leave-in-hurry.js';
import { createMoveCase } from './move-case.js';
import { createNews, type Tell } from './news.js';
import { createPhoneIndex, type PhoneIndex } from './phone-index.js';
import { createPhoneStore } from './phone-store.js';
import { createSayInCase } from './say-in-case.js';
import { createRecordDanger } from './record-danger.js';
import { createReadTracked } from './tracked-case.js';
import { createTakeAsk } from './take-ask.js';
import { createTracking } from './tracking.js';
import type { CaseDesk, FileCase, Tracking } from './types.js';

export interface CasesDeps {
  readonly db: CasesDatabase;
  readonly sealer: Sealer;
  readonly dataKeys: DataKeys;
  readonly passwords: Passwords;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly assess: Assess;
  /** An id of `townships.yaml` that a text names, or null. */
  readonly townshipOf: (text: string) => string | null;
  readonly dangerScale: DangerScaleData;
  readonly tell: Tell;
  /** Calls staff about an emergency; where it is missing, the service's own job does. */
  readonly callStaff?: CallStaff;
  readonly staffNames: StaffNames;
  /** When nobody was there lately. */
  readonly gaps: (now: Date) => readonly Gap[];
  readonly clock: Clock;
}

export interface Cases {
  readonly fileCase: FileCase;
  readonly tracking: Tracking;
  readonly inChat: CasesInChat;
  readonly desk: CaseDesk;
  readonly contactDesk: ContactDesk;
  readonly find: FindCases;
  readonly phoneIndex: Pick<PhoneIndex, 'fill'>;
  readonly danger: DangerScale;
  /** What a form that is being filled in tells already. */
  readonly hear: Hear;
}

/** Cases (个案), whole: registering one, the reporter's side and the staff's side. */
export function createCases(deps: CasesDeps): Cases {
  const cases = createCaseStore(deps.dataKeys);
  const parts = {
    ...deps,
    cases,
    seals: cases.seals,
    entries: createEntryStore(),
    clocks: createClockStore(),
    judgements: createJudgementStore(),
    dangers: createDangerStore(),
    danger: createDangerScale(deps.dangerScale),
    alarms: createCaseAlarms(deps.callStaff),
  };
  const say = createSayInCase(parts);
  const heed = createHeedDanger(parts);
  const moveCase = createMoveCase(parts);
  const phones = createPhoneStore();
  const phoneIndex = createPhoneIndex({ ...parts, phones });
  const news = createNews({ ...parts, outbox: createOutboxStore(deps.sealer) });
  const takeAsk = createTakeAsk({
    ...parts,
    news,
    moveCase,
    phoneIndex,
    heedAsk: createHeedAsk({ ...parts, heed }),
  });
  const recordDanger = createRecordDanger(parts);
  const fileCase = createFileCase({ ...parts, recordDanger });
  return {
    fileCase,
    tracking: createTracking({
      ...parts,
      say,
      read: createReadTracked(parts),
      heed,
      takeAsk,
      leaveInHurry: createLeaveInHurry({ ...parts, news }),
    }),
    inChat: createCasesInChat({ ...parts, takeAsk }),
    desk: {
      ...createDeskReading(parts),
      ...createDeskDanger({ ...parts, recordDanger }),
      ...createDeskAlarm(parts),
      ...createDeskChanging({ ...parts, say, fileCase, moveCase, news }),
      ...createDeskJudging({ ...parts, judgeCase: createJudgeCase(parts) }),
    },
    contactDesk: createContactDesk({ ...parts, moveCase, news }),
    find: createFindCases({ ...parts, phones }),
    phoneIndex,
    danger: parts.danger,
    hear: createHear(deps.assess),
  };
}
