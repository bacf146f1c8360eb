import { createDispatch } from '../../../src/domain/tips/index.js';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import { createSubscribers, type Subscribers } from '../../support/subscribers.js';
import { createTestClock } from '../../support/test-clock.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

/** The whole service with its staff, people who subscribed, and a Telegram. */
export interface BroadcastHouse extends StaffHouse {
  readonly api: BotApiEmulator;
  readonly people: Subscribers;
  /** What another process of the service does once a minute. */
  tick(): Promise<void>;
}

/** Noon in China, where a broadcast may go out at once. */
export async function openBroadcastHouse(): Promise<BroadcastHouse> {
  const api = await startBotApi();
  const house = await openStaffHouse({ telegram: api, clock: createTestClock('2026-11-24T12:00:00+08:00') });
  const { database, sealer, clock } = house.app;
  const dispatch = createDispatch({ db: database.prisma, calendar: { occasions: [] }, tips: [], clock });
  return {
    ...house,
    api,
    people: createSubscribers(database, sealer, clock),
    tick: async () => void (await dispatch()),
    async close() {
      await house.close();
      await api.close();
    },
  };
}

/** What a broadcast's form holds when its writer has filled it in. */
export const WRITTEN = {
  title_zh: '明天停水',
  text_zh: '今晚先把水存好。\n明天上午九点到十二点停水。',
  title_en: 'No water tomorrow',
  text_en: 'Store some water tonight.',
  when: 'now',
  at: '',
} as const;

/** Hidden and visible fields of the page's form with that action. */
export function fieldsOf(html: string, action: string): Array<readonly [string, string]> {
  const form =
    html
      .split('<form')
      .find((part) => part.includes(`action="${action}"`))
      ?.split('</form>', 1)[0] ?? '';
  return [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, unescape(value)] as const,
  );
}

const unescape = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#10;', '\n').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
