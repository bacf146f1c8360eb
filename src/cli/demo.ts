import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createWebchat } from '../channels/webchat/index.js';
import { NO_CASES } from '../conversation/case-effects.js';
import { NO_CLEARING } from '../conversation/clearing.js';
import { createSessionStore } from '../conversation/session-store.js';
import { createTalk } from '../conversation/talk.js';
import { newSession } from '../conversation/types.js';
import { readDialogue } from '../dialogue.js';
import { createConsentStore } from '../domain/consent/index.js';
import { createContactStore } from '../domain/contacts/index.js';
import { createAnswerCountStore, createGapStore } from '../domain/knowledge/index.js';
import { createSubscriptionStore } from '../domain/tips/index.js';
import { systemClock } from '../lib/clock.js';
import { StartupError } from '../lib/errors.js';
import { type CommandDatabase, withDatabase } from './database.js';

/** How many talks are made up; their sentences are in `locales/<language>/demo.json`. */
const TALKS = { 'zh-CN': 8, en: 2 } as const;

/**
 * `npm run demo`: fills an empty database with made-up talks, each marked as such in its own words, through the same
 * dialogue that answers people. Refuses a database in which somebody has written already.
 */
export const demo = (): Promise<void> => withDatabase(fill);

async function fill({ database, sealer, log }: CommandDatabase): Promise<void> {
  if ((await database.prisma.contact.count()) > 0) {
    throw new StartupError('The database is not empty: made-up data goes into an empty one only.');
  }
  const { turn, say } = readDialogue(path.resolve('locales'));
  const contacts = createContactStore(sealer);
  const webchat = createWebchat({
    db: database.prisma,
    sealer,
    contacts,
    talk: createTalk({
      contacts,
      sessions: createSessionStore(sealer),
      gaps: createGapStore(sealer),
      answerCounts: createAnswerCountStore(),
      consents: createConsentStore(),
      subscriptions: createSubscriptionStore(),
      fileCase: () => Promise.reject(new TypeError('made-up talks report nothing')),
      inChat: NO_CASES,
      broadcastTests: { byCode: () => Promise.resolve(null) },
      linkStaff: () => Promise.resolve(false),
      clearing: NO_CLEARING,
      hasPublicUrl: false,
      duty: () => ({ kind: 'unknown' }),
      say,
      turn,
    }),
    welcome: (locale) => turn(newSession(locale), { kind: 'text', text: '/start' }).replies,
    clock: systemClock,
    connect: () => database.pool.connect(),
    log: { warn: (fields, event) => log.warn(event, { ...fields }) },
  });
  let talks = 0;
  for (const [locale, count] of Object.entries(TALKS) as Array<[keyof typeof TALKS, number]>) {
    for (let i = 1; i <= count; i++) {
      const text = `${say(locale, `demo:question_${i}`)} ${say(locale, 'demo:mark')}`;
      await webchat.say(`demo-${randomUUID()}`, {
        message: { kind: 'text', text },
        locale,
        localeChosen: true,
      });
      talks += 1;
    }
  }
  webchat.close();
  process.stdout.write(`${talks} made-up talks, each marked as such.\n`);
}
