import type { Locale } from '../../../conversation/types.js';
import type { Broadcasts, Tip } from '../../../domain/tips/index.js';
import type { Clock } from '../../../lib/clock.js';

/** Something that can be ticked. */
export interface Option {
  readonly id: string;
  readonly title: string;
}

export interface BroadcastDeps {
  readonly broadcasts: Broadcasts;
  /** Every tip in every language that has it; Chinese has all. */
  readonly tips: readonly Tip[];
  /** Themes that people subscribe to, in a language's words. */
  readonly themes: (locale: Locale) => readonly Option[];
  /** Streets and towns of the district. */
  readonly townships: (locale: Locale) => readonly Option[];
  readonly clock: Clock;
}
