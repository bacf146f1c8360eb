import type { FigureForm, FigureSheet } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';

/** What the page of a figure shows. */
export interface FigurePageProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly sheet: FigureSheet;
  /** How its source is written; null when no document is known. */
  readonly source: string | null;
  /** The day in Shanghai, YYYY-MM-DD. */
  readonly today: string;
  readonly mayEdit: boolean;
  /** Whether she may open entries in the console. */
  readonly maySeeEntries: boolean;
  /** What was typed and could not be taken, and why not. */
  readonly typed?: FigureForm | undefined;
  readonly problem?: string | undefined;
  readonly isSaved: boolean;
}
