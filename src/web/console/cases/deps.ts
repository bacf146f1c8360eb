import type { Locale } from '../../../conversation/types.js';
import type {
  CaseDesk,
  ContactDesk,
  DangerScale,
  FindCases,
  ShowDigits,
} from '../../../domain/cases/index.js';
import type { Evidence } from '../../../domain/evidence/index.js';
import type { Clock } from '../../../lib/clock.js';
import type { CategoryGuide } from './guide.js';

/** Somebody into whose hands a case can be put. */
export interface Officer {
  readonly id: string;
  readonly name: string;
}

export interface CasesDeps {
  readonly desk: CaseDesk;
  readonly contact: ContactDesk;
  readonly find: FindCases;
  readonly showDigits: ShowDigits;
  readonly evidence: Pick<Evidence, 'showCopy' | 'openOriginal'>;
  readonly danger: DangerScale;
  readonly officers: () => Promise<readonly Officer[]>;
  readonly guide: CategoryGuide;
  /** A street or town of the district. */
  readonly townshipName: (id: string, locale: Locale) => string;
  readonly clock: Clock;
}
