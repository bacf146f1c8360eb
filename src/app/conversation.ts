import { createSessionStore } from '../conversation/session-store.js';
import { createTalk, type Talk } from '../conversation/talk.js';
import { createDialogue, type Dialogue } from '../dialogue.js';
import { type ContactStore, createContactStore } from '../domain/contacts/index.js';
import { createGapStore, createKnowledgeStore } from '../domain/knowledge/index.js';
import type { Foundation } from './foundation.js';

export interface Conversation {
  readonly contacts: ContactStore;
  readonly dialogue: Dialogue;
  readonly talk: Talk;
}

/** Brings the shipped edition into the database and builds the dialogue over what stands there then. */
export async function buildConversation({
  database,
  sealer,
  edition,
  say,
  log,
  metrics,
}: Foundation): Promise<Conversation> {
  const store = createKnowledgeStore();
  const imported = await store.importEdition(database.prisma, edition.entries);
  if (imported > 0) {
    log.info('knowledge_imported', { rows: imported });
  }
  const dialogue = createDialogue(edition, say, await store.all(database.prisma, edition.entries));
  const contacts = createContactStore(sealer);
  const talk = createTalk({
    contacts,
    sessions: createSessionStore(sealer),
    gaps: createGapStore(sealer),
    turn: dialogue.turn,
  });
  return { contacts, dialogue, talk: counted(talk, metrics.turn) };
}

/** The same talk, every turn counted by its kind of reply. */
function counted(talk: Talk, count: (kind: string) => void): Talk {
  return {
    async take(...args) {
      const result = await talk.take(...args);
      count(result.kind);
      return result;
    },
  };
}
