import { createNote, type KnowledgeDeskDeps } from './desk-deps.js';
import { createDrafting } from './desk-drafting.js';
import { createPublishing } from './desk-publishing.js';
import { createDeskReading } from './desk-reading.js';
import { createTrying } from './desk-trying.js';
import type { KnowledgeDesk } from './desk-types.js';
import { createDraftStore } from './draft-store.js';
import { createKnowledgeStore } from './knowledge-store.js';
import { createVersionStore } from './version-store.js';

/** The desk at which staff keep the knowledge base. */
export function createKnowledgeDesk(deps: KnowledgeDeskDeps): KnowledgeDesk {
  const all = {
    ...deps,
    drafts: createDraftStore(deps.sealer),
    entries: createKnowledgeStore(),
    versions: createVersionStore(),
    note: createNote(deps),
  };
  return {
    ...createDrafting(all),
    ...createPublishing(all),
    ...createDeskReading(all),
    ...createTrying(all),
  };
}
