import { weekdayOf } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';

/** A day with its weekday: "2026-10-01 周四". */
export const dayText = ({ say }: Tongue, day: string): string =>
  `${day} ${say(`duty:short_days.${weekdayOf(day)}`)}`;
