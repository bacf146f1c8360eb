import type { CasesInChat, ChatAsked } from '../domain/cases/index.js';
import type { Database } from '../domain/contacts/index.js';
import { buttonsOf, wayToCase } from './steps/my-case.js';
import type { Effect, Locale, Reply, Say } from './types.js';

export type CaseEffect = Extract<Effect, { readonly type: 'show_cases' | 'ask_in_case' | 'check_digits' }>;

export const isCaseEffect = (effect: Effect): effect is CaseEffect =>
  effect.type === 'show_cases' || effect.type === 'ask_in_case' || effect.type === 'check_digits';

export interface CaseEffectDeps {
  readonly inChat: CasesInChat;
  readonly say: Say;
}
/** For a talk without cases, e.g. one that is made up. */
export const NO_CASES: CasesInChat = {
  of: () => Promise.resolve([]),
  ask: () => Promise.resolve('elsewhere'),
  checkLast: () => Promise.resolve(null),
};

interface Whose {
  readonly contactId: string;
  readonly locale: Locale;
  readonly links: boolean;
  readonly now: Date;
}

/** What a chat may know and ask of the case that it is told of; in words that tell nobody what it is about. */
export function carryOutInCase(
  deps: CaseEffectDeps,
  db: Database,
  effect: CaseEffect,
  whose: Whose,
): Promise<Reply | null> {
  switch (effect.type) {
    case 'show_cases':
      return showCases(deps, db, whose);
    case 'ask_in_case':
      return askInCase(deps, db, effect, whose);
    case 'check_digits':
      return checkDigits(deps, db, effect, whose);
  }
}

async function showCases({ inChat, say }: CaseEffectDeps, db: Database, whose: Whose): Promise<Reply | null> {
  const { contactId, locale, links, now } = whose;
  const linked = await inChat.of(db, contactId, now);
  const lines = linked.map(({ number, state }) =>
    say(locale, 'track:chat.line', { number, state: say(locale, `track:chat.states.${state}`) }),
  );
  return linked.length === 0
    ? null
    : {
        ...wayToCase(say, locale, links, lines),
        buttons: linked.flatMap(({ number, asks }) => buttonsOf(say, locale, number, asks)),
      };
}

async function askInCase(
  { inChat, say }: CaseEffectDeps,
  db: Database,
  { ask, number, submission }: Extract<CaseEffect, { type: 'ask_in_case' }>,
  { contactId, locale, links, now }: Whose,
): Promise<Reply> {
  const reason = say('zh-CN', 'track:chat.again_reason');
  const came = await inChat.ask(db, contactId, { number, ask, reason, submission, now });
  const text = say(locale, came === 'done' && ask === 'object' ? 'track:chat.again_done' : SENTENCES[came]);
  return wayToCase(say, locale, links, [text]);
}

const SENTENCES: Readonly<Record<ChatAsked, string>> = {
  done: 'track:chat.call_done',
  waiting: 'track:chat.call_waiting',
  no_phone: 'track:chat.call_no_phone',
  closed: 'track:chat.closed',
  elsewhere: 'track:chat.closed',
  busy: 'errors:unavailable',
};

async function checkDigits(
  { inChat, say }: CaseEffectDeps,
  db: Database,
  { submission, typed }: Extract<CaseEffect, { type: 'check_digits' }>,
  { locale, now }: Whose,
): Promise<Reply> {
  const isKept = await inChat.checkLast(db, submission, typed, now);
  const key = isKept === null ? 'digits_gone' : isKept ? 'digits_right' : 'digits_wrong';
  return { text: say(locale, `track:chat.${key}`), sensitive: true };
}
