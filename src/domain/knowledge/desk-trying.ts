import { AppError } from '../../lib/errors.js';
import type { Knowledge } from './answering.js';
import { openDraft } from './desk-draft-file.js';
import type { DraftingDeps } from './desk-drafting.js';
import type { KnowledgeDesk, Tried } from './desk-types.js';
import { entryFromDraft } from './draft.js';
import { checkPhrasings } from './draft-thefts.js';
import type { KnowledgeEntry } from './schema.js';

/** How many candidates of a tried sentence are shown. */
const SHOWN = 3;
/** Phrasings taken from others that are listed. */
const MOST_TAKEN = 10;

/** A draft tried out among the published entries, nothing of it served to anybody. */
export function createTrying(deps: DraftingDeps): Pick<KnowledgeDesk, 'tryOut'> {
  const { drafts, note, transaction, live, shown } = deps;
  return {
    async tryOut(staffId, id, sentences) {
      const file = await transaction(async (db) => {
        const draft = await drafts.find(db, id);
        if (!draft) {
          throw new AppError('not_found', 404);
        }
        await note(db, staffId, 'draft_viewed', { draft: id });
        return openDraft(deps, db, draft);
      });
      const entry = shown(entryFromDraft(file, file.content));
      const served = live.entries();
      const withDraft = await live.imagine(inPlace(served, entry), entry.locale);
      const { lost, taken } = await checkPhrasings({ entry, before: live, after: withDraft });
      return {
        ...{ file, entry, lost },
        taken: taken.slice(0, MOST_TAKEN),
        more: Math.max(0, taken.length - MOST_TAKEN),
        tried: sentences.map((sentence) => tried(withDraft, entry, sentence)),
      };
    },
  };
}

/** The entries with this one among them, in the place of the one of its name. */
function inPlace(served: readonly KnowledgeEntry[], entry: KnowledgeEntry): KnowledgeEntry[] {
  const isSame = ({ id, locale }: KnowledgeEntry) => id === entry.id && locale === entry.locale;
  return served.some(isSame) ? served.map((one) => (isSame(one) ? entry : one)) : [...served, entry];
}

function tried(knowledge: Knowledge, entry: KnowledgeEntry, sentence: string): Tried {
  const options = { locale: entry.locale };
  const candidates = knowledge.explain(sentence, options).slice(0, SHOWN);
  return {
    sentence,
    outcome: knowledge.decide(sentence, options).kind,
    found: candidates.map(({ entry: { id, title }, score }) => ({
      ...{ id, title, score },
      isThis: id === entry.id,
    })),
  };
}
