import { describe, expect, it } from 'vitest';
import { readEdition } from '../../../src/infra/edition.js';
import { CONCEPT_GROUPS, readReasons, RULES, SIGN_GROUPS } from '../../../src/web/console/cases/reasons.js';
import { readSentences } from '../project/sentences.js';

const { redFlags, concepts } = readEdition('locales');
const sentences = readSentences('zh-CN');

describe('why the triage suggests something', () => {
  it('is told by rules, groups of signs and her own words, each once', () => {
    expect(
      readReasons([
        ...['rule:violence_now', 'domestic_violence:@vio.act', 'domestic_violence:@vio#2'],
        ...['domestic_violence:@fam.partner', 'domestic_violence:打我', 'emergency:@vio.weapon'],
        ...['emergency:~na dao', 'emergency:=knife', 'calm:@calm.game'],
      ]),
    ).toEqual({
      rules: ['violence_now'],
      heads: [
        { head: 'domestic_violence', groups: ['vio', 'fam'], words: ['打我'] },
        { head: 'emergency', groups: ['vio'], words: ['na dao', 'knife'] },
        { head: 'calm', groups: ['calm'], words: [] },
      ],
    });
    expect(readReasons([])).toEqual({ rules: [], heads: [] });
  });

  it('calls what it has no name for another one', () => {
    expect(readReasons(['rule:of_tomorrow', 'emergency:@new.sign', 'odd'])).toMatchObject({
      rules: ['other'],
      heads: [{ groups: ['other'] }, {}],
    });
  });

  it('has a name for every rule and every group of signs', () => {
    const groups = Object.keys(redFlags.signs).map((name) => name.split('.')[0] ?? '');
    expect([...new Set(groups)].sort()).toEqual([...SIGN_GROUPS].sort());
    const meant = Object.keys(concepts.concepts).map((name) => name.split('.')[0] ?? '');
    expect([...new Set(meant)].sort()).toEqual([...CONCEPT_GROUPS].sort());
    expect(redFlags.flags.map(({ id }) => id).sort()).toEqual([...RULES].sort());
    const keys = [
      ...[...RULES, 'other'].map((name) => `console-triage:rules.${name}`),
      ...[...SIGN_GROUPS, ...CONCEPT_GROUPS, 'other'].map((name) => `console-triage:groups.${name}`),
    ];
    expect(keys.filter((key) => !sentences.has(key))).toEqual([]);
  });
});
