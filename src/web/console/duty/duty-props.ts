import type { DaysForm, DutySheet, WeekForm } from '../../../domain/duty/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';

/** What the page of the hours shows. */
export interface DutyPageProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly sheet: DutySheet;
  /** How the public reads the hours of 12338 at this moment. */
  readonly publicWords: string;
  readonly mayEdit: boolean;
  readonly isSaved: boolean;
  /** What was typed and could not be taken. */
  readonly typedWeek?: WeekForm | undefined;
  readonly typedDays?: DaysForm | undefined;
  /** Why not; `day` (0 Monday to 6 Sunday) when it is about one day of the week. */
  readonly problem?: { readonly text: string; readonly day?: number } | undefined;
}
