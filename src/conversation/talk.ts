import type { Contact, ContactStore, Database } from '../domain/contacts/index.js';
import { CONSENTS, type Purpose } from '../domain/consent/index.js';
import type { OnDuty } from '../domain/duty/index.js';
import type { SourceMessage } from './adapter.js';
import type { Clearing } from './clearing.js';
import { discreetReplies, isDelicate } from './discreet.js';
import { createCarryOut, type EffectDeps, type IsOverLimit } from './effects.js';
import type { SessionStore } from './session-store.js';
import {
  HERE,
  LOCALES,
  type Locale,
  type Message,
  newSession,
  type Reply,
  type Session,
  type Setting,
  type TurnResult,
} from './types.js';

export interface TalkDeps extends EffectDeps {
  readonly contacts: ContactStore;
  readonly clearing: Pick<Clearing, 'note' | 'askFor' | 'asked'>;
  readonly sessions: SessionStore;
  /** The dialogue itself; pure. */
  readonly turn: (session: Session, message: Message, setting: Setting) => TurnResult;
  /** Whether pages of this service have an address that can be opened from another channel. */
  readonly hasPublicUrl: boolean;
  /** Whether somebody is there to read and to answer. */
  readonly duty: (now: Date) => OnDuty;
}

export interface Talk {
  /**
   * One turn of a contact inside the caller's transaction: locks the talk, answers, saves the session and carries out
   * the effects. What comes back has to be sent or stored by the caller in the same transaction. After a `forget`
   * effect the contact and everything kept of her is gone: `forgotten` is true and the replies belong to nobody; `erase`
   * numbers the messages that she had wanted taken back before.
   */
  take(
    db: Database,
    contact: Contact,
    message: Message,
    now: Date,
    where?: Where,
  ): Promise<TurnResult & { readonly forgotten: boolean; readonly erase?: readonly number[] }>;
}

/** Where a message came from. */
export interface Where {
  readonly inGroup?: boolean;
  readonly isOverLimit?: IsOverLimit;
  /** The message itself, where the channel lets us take it back. */
  readonly source?: SourceMessage | undefined;
}

const asLocale = (locale: string): Locale => LOCALES.find((known) => known === locale) ?? 'zh-CN';

export function createTalk(deps: TalkDeps): Talk {
  const { contacts, clearing, sessions, turn } = deps;
  const carryOut = createCarryOut(deps);
  return {
    async take(db, contact, message, now, { inGroup = false, isOverLimit = async () => false, source } = {}) {
      const stored = await sessions.lock(db, contact.id);
      const setting = { ...(await settingOf(deps, db, contact, inGroup)), duty: deps.duty(now) };
      const before = stored ?? newSession(asLocale(contact.locale), contact.channel === 'webchat');
      const result = turn(before, message, setting);
      if (result.effects.some((effect) => effect.type === 'forget')) {
        const erase = await clearing.asked(db, contact.id);
        await contacts.forget(db, contact.id);
        return { ...result, forgotten: true, erase };
      }
      if (source && setting.place === 'abroad' && isDelicate(before, result)) {
        await clearing.note(db, contact.id, source, now);
      }
      let { replies } = result;
      for (const effect of result.effects) {
        const reply = await carryOut(db, effect, {
          contact,
          session: result.session,
          setting,
          isOverLimit,
          now,
        });
        replies = reply ? instead(replies, reply) : replies;
      }
      await sessions.save(db, contact.id, result.session, now);
      await contacts.markSeen(db, contact.id, now);
      const out = discreetReplies(deps.say, setting, before, { ...result, replies });
      return { ...result, replies: out, forgotten: false };
    },
  };
}

const instead = ([, ...others]: readonly Reply[], reply: Reply): Reply[] => [reply, ...others];

async function settingOf(
  { consents, subscriptions, hasPublicUrl }: TalkDeps,
  db: Database,
  { id, channel }: Contact,
  inGroup: boolean,
): Promise<Setting> {
  if (channel === 'webchat') {
    return HERE;
  }
  if (inGroup) {
    return { ...HERE, place: 'group', links: hasPublicUrl };
  }
  const given: Purpose[] = [];
  for (const purpose of Object.keys(CONSENTS) as Purpose[]) {
    if (await consents.stands(db, id, purpose)) {
      given.push(purpose);
    }
  }
  const wishes = await subscriptions.of(db, id);
  return { ...HERE, place: 'abroad', consents: given, wishes, links: hasPublicUrl };
}
