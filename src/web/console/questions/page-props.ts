import type { OpenedQuestion } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import type { Beside } from './deps.js';

/** What the page of a question shows. */
export interface QuestionPageProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly opened: OpenedQuestion;
  readonly beside: Beside;
  /** What was written and could not be taken, for which questions, and why not. */
  readonly failed?: {
    readonly text: string;
    readonly chosen: readonly string[];
    readonly problem: string;
  };
}
