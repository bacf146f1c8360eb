import type { Assess } from './assessment.js';
import type { HeedDanger } from './heed-danger.js';

export type HeedAsk = HeedDanger;

/** Danger in the words of an ask is heeded like that in a message; "weekdays at ten" leaves nobody anything to judge. */
export function createHeedAsk({
  assess,
  heed,
}: {
  readonly assess: Assess;
  readonly heed: HeedDanger;
}): HeedAsk {
  return async (tx, found, message) => {
    const { urgency, minor, suicide } = assess(message.text);
    if (urgency !== 'normal' || minor || suicide) {
      await heed(tx, found, message);
    }
  };
}
