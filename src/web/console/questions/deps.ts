import type { QuestionDesk } from '../../../domain/knowledge/index.js';
import { may } from '../../../domain/staff/index.js';
import type { ConsoleCall } from '../route.js';

/** What the pages about questions stand on. */
export interface QuestionsDeps {
  readonly questions: QuestionDesk;
  /** What an entry is about, in a few words; undefined when there is none of that id any more. */
  readonly entryTitle: (id: string, locale: string) => string | undefined;
}

/** What somebody may see besides the questions themselves. */
export interface Beside {
  readonly entryTitle: QuestionsDeps['entryTitle'];
  /** Whether she may open entries and drafts. */
  readonly seesKnowledge: boolean;
  readonly writesKnowledge: boolean;
}

export function besideOf({ entryTitle }: Pick<QuestionsDeps, 'entryTitle'>, { staff }: ConsoleCall): Beside {
  const roles = staff?.roles ?? [];
  return {
    entryTitle,
    seesKnowledge: may(roles, 'knowledge_view'),
    writesKnowledge: may(roles, 'knowledge_edit'),
  };
}
