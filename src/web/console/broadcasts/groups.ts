import { CHILD_BANDS } from '../../../domain/tips/index.js';
import type { BroadcastDeps, Option } from './deps.js';
import type { Group } from './form.js';
import type { Tongue } from '../../views/tongue.js';

export type Offered = Readonly<Record<Group, readonly Option[]>>;

const CAREGIVERS = ['parent', 'grandparent', 'expectant'] as const;
const BANDS = ['expectant', ...CHILD_BANDS] as const;

/** What can be ticked, in the words of a language. */
export function groupsIn({ themes, townships }: BroadcastDeps, { locale, say }: Tongue): Offered {
  return {
    topics: themes(locale),
    caregivers: CAREGIVERS.map((id) => ({ id, title: say(`console-tips:caregiver.${id}`) })),
    bands: BANDS.map((id) => ({ id, title: say(`console-tips:band.${id}`) })),
    townships: townships(locale),
  };
}
