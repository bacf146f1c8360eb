import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { REPORT_CONSENT } from '../../../src/domain/consent/index.js';
import { createSay } from '../../../src/infra/i18n.js';

const say = createSay('locales', ['zh-CN', 'en']);
const PARTS = ['help', 'share', 'withhold', 'statistics'] as const;
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  help: ['yes', 'record'],
  share: ['police', 'civil_affairs', 'court', 'school', 'health'],
  statistics: ['no', 'yes'],
};

/** Version of the words, and what they were then: whoever changes them gives them a new version and writes both down here. */
const WORDS_OF_VERSION: Readonly<Record<number, string>> = { 2: 'f8ba6f574ad957c8' };

describe('the words of the consent', () => {
  it('are those of their version', () => {
    const words = (['zh-CN', 'en'] as const).flatMap((locale) =>
      PARTS.flatMap((name) => [
        say(locale, `report:steps.${name}.question`),
        say(locale, `report:steps.${name}.hint`),
        ...(OPTIONS[name] ?? []).map((option) => say(locale, `report:steps.${name}.options.${option}`)),
      ]),
    );
    expect(words.filter((word) => word.startsWith('report:'))).toEqual([]);
    const digest = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);
    expect(WORDS_OF_VERSION[REPORT_CONSENT]).toBe(digest);
  });
});
