import { buildEscalate, buildRing, watchAlarms } from './app/alarms.js';
import { broadcastRoom } from './app/broadcasts.js';
import { buildCaseRoom } from './app/case-room.js';
import { buildConversation, type Conversation } from './app/conversation.js';
import { buildConsole, buildStaff, firstLink } from './app/console.js';
import { buildLimiter, buildTelegram, buildWeb, buildWebchat } from './app/doors.js';
import { buildDutyRoom } from './app/duty-room.js';
import { buildDrafts } from './app/drafts.js';
import { buildEvidence } from './app/evidence.js';
import { buildFigureRoom } from './app/figure-room.js';
import { type Foundation, layFoundation } from './app/foundation.js';
import { buildKnowledgeDesk, buildKnowledgeRoom } from './app/knowledge-room.js';
import type { Overrides } from './app/overrides.js';
import { buildQuestionRoom } from './app/question-room.js';
import { buildTips, type Tips } from './app/tips.js';
export type { Overrides } from './app/overrides.js';
import { WEBHOOK_PATH } from './channels/telegram/index.js';
import type { Config } from './config.js';
import type { Evidence } from './domain/evidence/index.js';
import { createRetentionStore } from './domain/privacy/index.js';
import { createAlarmsJob, createRingJob } from './jobs/alarms.js';
import { createClearChats } from './jobs/clear-chats.js';
import { createFillPhoneIndex } from './jobs/phone-index.js';
import { createPurge } from './jobs/purge.js';
import { createSweep } from './jobs/sweep.js';
import { createTipsJob } from './jobs/tips.js';
import { createTimetable, type Timetable } from './jobs/timetable.js';
import { type Closers, createClosers } from './lib/closers.js';
import { type ConsoleRoute, serve } from './web/index.js';

export interface App {
  /** Where it answers, e.g. http://localhost:3000. */
  readonly url: string;
  /** Creates the first administrator, once; null when there is one. */
  readonly firstLink: string | null;
  /** Every page of the staff with its rule. */
  readonly consoleRoutes: readonly ConsoleRoute[];
  readonly channels: readonly string[];
  readonly ownDatabase: boolean;
  readonly databaseUrl: string;
  /** Finishes what is in flight within 10 s, stops the database it started, and frees everything. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Builds each part once, starts what the role asks for, and returns when the service answers. Throws `StartupError` with a
 * sentence for the operator; what had been started is stopped again then.
 */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const closers = createClosers();
  try {
    return await start(config, overrides, closers);
  } catch (error) {
    await closers.closeAll().catch(() => undefined); // the first error is the one that matters
    throw error;
  }
}

async function start(config: Config, overrides: Overrides, closers: Closers): Promise<App> {
  let closing = false;
  const isClosing = () => closing;
  const foundation = await layFoundation(config, overrides, closers, isClosing);
  const tips = buildTips(foundation);
  const staff = buildStaff(foundation);
  const conversation = await buildConversation(config, foundation, { tips, staff, closers });
  const telegram = buildTelegram(config, foundation, conversation, overrides);
  const webchat = buildWebchat(foundation, conversation);
  const { cases, dialogue } = conversation;
  const knowledgeDesk = buildKnowledgeDesk(foundation, dialogue, staff);
  const evidence = buildEvidence(foundation);
  const limiter = buildLimiter(foundation, overrides);
  watchAlarms(foundation);
  const console = buildConsole(config, foundation, staff, {
    limiter,
    alarmEveryMs: overrides.alarmEveryMs,
    rooms: [
      buildCaseRoom(foundation, { ...conversation, evidence }, staff),
      buildQuestionRoom(config, foundation, { dialogue, drafts: knowledgeDesk }),
      buildKnowledgeRoom(foundation, dialogue, knowledgeDesk),
      buildFigureRoom(foundation, dialogue),
      buildDutyRoom(config, foundation),
      broadcastRoom(foundation, tips),
    ],
  });
  const web = buildWeb(config, foundation, conversation, webchat, {
    limiter,
    cases,
    drafts: buildDrafts(foundation),
    evidence,
    tipsPages: tips.pages,
    console,
    isClosing,
  });
  closers.add(() => webchat.close());

  const serving = await serve((req, res) => {
    if (telegram && req.url?.split('?', 1)[0] === WEBHOOK_PATH) {
      void telegram.webhook(req, res);
    } else {
      web(req, res);
    }
  }, config.http.port);
  if (config.role !== 'web') {
    const jobs = buildJobs(config, foundation, { ...tips, ...evidence, ...conversation }, overrides);
    jobs.start();
    closers.add(() => jobs.stop());
    telegram?.start(); // only now: a service that was refused its port must not have fetched anybody's messages
  }
  // at the same time: each may take 6 s, and what is behind them needs the rest of the 10
  closers.add(async () => void (await Promise.all([serving.stop(), telegram?.stop()])));

  const url = `http://localhost:${serving.port}`;
  let closed: Promise<void> | undefined;
  return {
    url,
    firstLink: await firstLink(staff, config, url),
    consoleRoutes: console.routes,
    channels: channelsOf(config),
    ownDatabase: foundation.database.own,
    databaseUrl: foundation.database.url,
    close() {
      closing = true;
      webchat.close(); // open streams would keep the server from closing
      return (closed ??= closers.closeAll());
    },
  };
}

function buildJobs(
  config: Config,
  foundation: Foundation,
  {
    dispatch,
    sweep,
    clearing,
    cases: { phoneIndex },
  }: Pick<Tips, 'dispatch'> & Pick<Evidence, 'sweep'> & Pick<Conversation, 'clearing' | 'cases'>,
  { tipsCron = '* * * * *', clearingCron = '*/15 * * * * *', alarmsCron = '*/15 * * * * *' }: Overrides,
): Timetable {
  const { timeZone, telegram } = config;
  const { database, clock, log } = foundation;
  const escalate = buildEscalate(config, foundation);
  const ring = buildRing(config, foundation);
  const purge = createPurge({ retention: createRetentionStore(database.prisma), clock, log });
  const tips = createTipsJob({ dispatch, log });
  const jobs = [
    { name: 'purge', cron: '17 * * * *', run: purge },
    { name: 'sweep', cron: '*/10 * * * *', run: createSweep({ sweep, log }) },
    {
      name: 'phone-index',
      cron: '*/10 * * * *',
      run: createFillPhoneIndex({ fill: () => phoneIndex.fill(), log }),
    },
    { name: 'tips', cron: tipsCron, run: tips },
    { name: 'alarms', cron: alarmsCron, run: createAlarmsJob({ escalate, log }) },
    ...(ring ? [{ name: 'ring', cron: alarmsCron, run: createRingJob({ ring, log }) }] : []),
    ...(telegram
      ? [
          {
            name: 'clearing',
            cron: clearingCron,
            run: createClearChats({ clear: () => clearing.run(), log }),
          },
        ]
      : []),
  ];
  return createTimetable(jobs, { timeZone, log });
}

function channelsOf({ telegram, http }: Config): string[] {
  return ['web chat', ...(telegram ? [http.publicUrl ? 'Telegram (webhook)' : 'Telegram (polling)'] : [])];
}
