import type { Config } from '../config.js';
import type { Clearing } from '../conversation/clearing.js';
import { createSessionStore } from '../conversation/session-store.js';
import { createTalk, type Talk } from '../conversation/talk.js';
import { createDialogue, type Dialogue } from '../dialogue.js';
import type { Cases } from '../domain/cases/index.js';
import { createConsentStore } from '../domain/consent/index.js';
import { type ContactStore, createContactStore } from '../domain/contacts/index.js';
import { createAnswerCountStore, createGapStore, createKnowledgeStore } from '../domain/knowledge/index.js';
import type { Staff } from '../domain/staff/index.js';
import type { Closers } from '../lib/closers.js';
import { caseNeighbours } from './case-neighbours.js';
import { buildCases } from './cases.js';
import { buildClearing } from './clearing.js';
import type { Foundation } from './foundation.js';
import { keepServed, readServed } from './live-knowledge.js';
import type { Tips } from './tips.js';

export interface Conversation {
  readonly contacts: ContactStore;
  readonly dialogue: Dialogue;
  readonly talk: Talk;
  readonly cases: Cases;
  readonly clearing: Clearing;
}

/** Brings the shipped edition into the database and builds the dialogue over what stands there, then and after every change. */
export async function buildConversation(
  config: Config,
  foundation: Foundation,
  {
    tips,
    staff,
    closers,
  }: {
    readonly tips: Pick<Tips, 'subscriptions' | 'broadcasts'>;
    readonly staff: Pick<Staff, 'names' | 'ownChat'>;
    readonly closers: Closers;
  },
): Promise<Conversation> {
  const { database, sealer, edition, say, log, metrics } = foundation;
  const imported = await createKnowledgeStore().importEdition(database.prisma, edition.written);
  if (imported > 0) {
    log.info('knowledge_imported', { rows: imported });
  }
  const choices = { themes: foundation.tips.themes, townships: foundation.townships.all };
  const { entries, revision } = await readServed(foundation);
  const dialogue = createDialogue(edition, choices, say, entries);
  const following = keepServed(foundation, dialogue.knowledge, revision);
  closers.add(() => following.stop());
  const cases = buildCases(foundation, caseNeighbours(config, foundation, dialogue, staff));
  const contacts = createContactStore(sealer);
  const clearing = buildClearing(config, foundation);
  const talk = createTalk({
    contacts,
    sessions: createSessionStore(sealer),
    gaps: createGapStore(sealer),
    answerCounts: createAnswerCountStore(),
    turn: dialogue.turn,
    say,
    clearing,
    fileCase: cases.fileCase,
    inChat: cases.inChat,
    consents: createConsentStore(),
    subscriptions: tips.subscriptions,
    broadcastTests: tips.broadcasts,
    linkStaff: staff.ownChat.link,
    hasPublicUrl: config.http.publicUrl !== undefined,
    duty: (now) => foundation.duty.at(now),
  });
  return { contacts, dialogue, cases, clearing, talk: counted(talk, metrics.turn) };
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
