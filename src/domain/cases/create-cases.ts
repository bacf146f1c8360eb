import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Gap } from '../duty/index.js';
import type { DataKeys, Passwords, Sealer } from '../privacy/index.js';
import type { Assess } from './assessment.js';
import { type CasesDatabase, createCaseStore } from './case-store.js';
import { type CasesInChat, createCasesInChat } from './cases-in-chat.js';
import { createClockStore } from './clock-store.js';
import { createDangerScale, type DangerScale, type DangerScaleData } from './danger-scale.js';
import { createDangerStore } from './danger-store.js';
import { createDeskChanging, type Tell } from './desk-changing.js';
import { createDeskDanger } from './desk-danger.js';
import { createDeskReading, type StaffNames } from './desk-reading.js';
import { createEntryStore } from './entry-store.js';
import { createFileCase } from './file-case.js';
import { createHeedAsk } from './heed-ask.js';
import { createHeedDanger } from './heed-danger.js';
import { createHear, type Hear } from './intake-heard.js';
import { createDeskJudging } from './desk-judging.js';
import { createJudgeCase } from './judge-case.js';
import { createJudgementStore } from './judgement-store.js';
import { createMoveCase } from './move-case.js';
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
  };
  const say = createSayInCase(parts);
  const heed = createHeedDanger(parts);
  const moveCase = createMoveCase(parts);
  const takeAsk = createTakeAsk({ ...parts, moveCase, heedAsk: createHeedAsk({ ...parts, heed }) });
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
    }),
    inChat: createCasesInChat({ ...parts, takeAsk }),
    desk: {
      ...createDeskReading(parts),
      ...createDeskDanger({ ...parts, recordDanger }),
      ...createDeskChanging({ ...parts, say, fileCase, moveCase }),
      ...createDeskJudging({ ...parts, judgeCase: createJudgeCase(parts) }),
    },
    danger: parts.danger,
    hear: createHear(deps.assess),
  };
}
