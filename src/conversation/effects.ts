import { type CasesInChat, type FileCase, readOutlook } from '../domain/cases/index.js';
import type { Consents } from '../domain/consent/index.js';
import type { Contact, ContactStore, Database } from '../domain/contacts/index.js';
import type { AnswerCountStore, GapStore } from '../domain/knowledge/index.js';
import { languageOf, normalise } from '../domain/language/index.js';
import type { LinkChat } from '../domain/staff/index.js';
import type { BroadcastTests, Subscriptions } from '../domain/tips/index.js';
import { carryOutInCase, isCaseEffect } from './case-effects.js';
import type { Clearing } from './clearing.js';
import { andWhenItIsRead } from './nobody-there.js';
import { filedReply } from './report/filed.js';
import type { Effect, Reply, Say, Session, Setting } from './types.js';

export interface EffectDeps {
  readonly contacts: Pick<ContactStore, 'setLocale'>;
  readonly gaps: Pick<GapStore, 'keep'>;
  readonly answerCounts: Pick<AnswerCountStore, 'add'>;
  readonly fileCase: FileCase;
  readonly inChat: CasesInChat;
  readonly consents: Consents;
  readonly subscriptions: Subscriptions;
  readonly broadcastTests: BroadcastTests;
  readonly linkStaff: LinkChat;
  readonly clearing: Pick<Clearing, 'askFor'>;
  readonly say: Say;
}

/** Whether more reports come from where a message came from than is usual: they are taken all the same, and marked. */
export type IsOverLimit = () => Promise<boolean>;

/** Whose turn it was, and what came of it. */
export interface Happened {
  readonly contact: Contact;
  readonly session: Session;
  readonly setting: Setting;
  readonly isOverLimit: IsOverLimit;
  readonly now: Date;
}

/**
 * Carries out an effect in the caller's transaction; a use case that refuses undoes the whole turn, so that nothing is lost.
 * The reply that only its outcome makes takes the place of the turn's first one; null when there is none.
 */
export type CarryOut = (db: Database, effect: Effect, happened: Happened) => Promise<Reply | null>;

export function createCarryOut(deps: EffectDeps): CarryOut {
  const { contacts, gaps, answerCounts, consents, subscriptions, say } = deps;
  return async (db, effect, { contact, session, setting, isOverLimit, now }) => {
    const { locale } = session;
    if (isCaseEffect(effect)) {
      const whose = { contactId: contact.id, locale, links: setting.links, now };
      return carryOutInCase(deps, db, effect, whose);
    }
    switch (effect.type) {
      case 'set_locale':
        await contacts.setLocale(db, contact.id, effect.locale);
        return null;
      case 'keep_question': {
        const { question, about } = effect;
        const asked = { locale: languageOf(normalise(question)) ?? locale, question };
        await gaps.keep(db, { contactId: contact.id, ...asked, ...about, now });
        return null;
      }
      case 'count_answer':
        await answerCounts.add(db, { ...effect, now });
        return null;
      case 'give_consent':
        await consents.give(db, contact.id, effect.purpose, locale, now);
        return null;
      case 'withdraw_consent':
        await consents.withdraw(db, contact.id, effect.purpose, now);
        return null;
      case 'subscribe':
        await subscriptions.save(db, contact.id, effect.wishes, now);
        return null;
      case 'unsubscribe':
        return (await subscriptions.end(db, contact.id, now))
          ? null
          : { text: say(locale, 'flow:stop.nothing') };
      case 'file_case': {
        const { intake, submission } = effect;
        const channel = contact.channel === 'telegram' ? ('telegram' as const) : ('webchat' as const);
        const overLimit = await isOverLimit();
        const origin = { channel, locale, contactId: contact.id, submission, overLimit, now };
        const made = await deps.fileCase(db, intake, origin);
        const outlook = await readOutlook(db, made.caseId);
        const filed = filedReply(say, locale, intake, { ...made, outlook }, setting);
        return andWhenItIsRead(say, locale, setting.duty, filed);
      }
      case 'test_broadcast': {
        const content = await deps.broadcastTests.byCode(db, effect.code, now);
        const words = content && (content[locale] ?? content['zh-CN']);
        return { text: words ? `${words.title}\n${words.text}` : say(locale, 'flow:test.unknown') };
      }
      case 'link_staff':
        return (await deps.linkStaff(db, contact.id, effect.code, now))
          ? { text: say(locale, 'flow:staff.linked') }
          : null;
      case 'clear_chat':
        await deps.clearing.askFor(db, contact.id, effect.when, now);
        return null;
      case 'forget':
        throw new TypeError('a forgotten contact has no other effects');
    }
  };
}
