import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { load as parse } from 'js-yaml';
import { lawsSchema } from '../../../src/domain/knowledge/index.js';
import { datesOf, targetOf } from '../../../src/domain/tips/index.js';
import { readTipsEdition } from '../../../src/infra/tips-edition.js';
import { StartupError } from '../../../src/lib/errors.js';

const { tips, themes, calendar } = readTipsEdition('locales');
const chinese = tips.filter((tip) => tip.locale === 'zh-CN');
const english = tips.filter((tip) => tip.locale === 'en');
const ids = (some: typeof tips) => some.map((tip) => tip.id);

describe('the shipped tips', () => {
  it('are many, in both languages, each id once', () => {
    expect(chinese.length).toBeGreaterThanOrEqual(40);
    expect(english.length).toBeGreaterThanOrEqual(14);
    expect(new Set(ids(chinese)).size).toBe(chinese.length);
    expect(ids(chinese)).toEqual(expect.arrayContaining(ids(english)));
  });

  it('name every theme in both languages', () => {
    const of = (locale: string) => themes.get(locale)?.map((theme) => theme.id);
    expect(of('en')).toEqual(of('zh-CN'));
  });

  it('are short', () => {
    const long = tips.filter((tip) => {
      const [title, text] = tip.locale === 'en' ? [48, 320] : [16, 160];
      return [...tip.title].length > title || [...tip.text].length > text;
    });
    expect(ids(long)).toEqual([]);
  });

  it('speak the language of their file', () => {
    const han = /\p{Script=Han}/u;
    expect(ids(english.filter((tip) => han.test(tip.title + tip.text)))).toEqual([]);
    expect(ids(chinese.filter((tip) => !han.test(tip.title) || !han.test(tip.text)))).toEqual([]);
  });

  it('hold nothing that gives a woman or child away on a locked screen', () => {
    const telling =
      /家暴|家庭暴力|性侵|性骚扰|自杀|不想活|投诉|艾滋|梅毒|保护令|suicid|violence|abuse|complain/i;
    expect(ids(tips.filter((tip) => tip.neutral && telling.test(tip.title + tip.text)))).toEqual([]);
    const firstLine = (text: string) => /^[^。.]*/u.exec(text)?.[0] ?? '';
    expect(
      ids(tips.filter((tip) => tip.theme === 'women' && telling.test(tip.title + firstLine(tip.text)))),
    ).toEqual([]);
    expect(ids(tips.filter((tip) => /家暴|性侵|自杀|投诉/.test(tip.title)))).toEqual([]);
  });

  it('stand under their own theme', () => {
    expect(ids(tips.filter((tip) => !tip.topics.includes(tip.theme)))).toEqual([]);
  });

  it('are due for review after they were reviewed', () => {
    expect(ids(tips.filter((tip) => tip.review_by <= tip.reviewed_on))).toEqual([]);
  });

  it('can reach each audience that they name', () => {
    const lost = chinese.filter((tip) => {
      const any = tip.bands.includes('any');
      const forChild = any || tip.bands.some((band) => band !== 'expectant');
      const forBirth = any || tip.bands.includes('expectant');
      return tip.audiences.some((audience) => (audience === 'expectant' ? !forBirth : !forChild));
    });
    expect(ids(lost)).toEqual([]);
  });

  it('cite laws by the names that answers use', () => {
    const { laws } = lawsSchema.parse(parse(readFileSync('locales/laws.yaml', 'utf8')));
    const unknown = tips.filter((tip) =>
      tip.sources.some((source) => source.kind === 'law' && !laws[source.law]),
    );
    expect(ids(unknown)).toEqual([]);
  });

  it('all come round in the year', () => {
    const brought = new Set(calendar.occasions.flatMap((occasion) => occasion.tips));
    expect(ids(chinese).filter((id) => !brought.has(id))).toEqual([]);
  });
});

describe('the shipped calendar', () => {
  const byId = new Map(chinese.map((tip) => [tip.id, tip]));

  it.each(calendar.occasions.map((occasion) => [occasion.id, occasion] as const))(
    'has %s on its hand-made dates',
    (_id, occasion) => {
      expect(Object.keys(occasion.examples).length).toBeGreaterThan(0);
      for (const [year, days] of Object.entries(occasion.examples)) {
        const dates = datesOf(occasion.rule, Number(year));
        expect(dates).toEqual(occasion.rule.kind === 'season' ? expect.arrayContaining(days) : days);
      }
    },
  );

  it('brings tips that reach somebody', () => {
    const lost = calendar.occasions.flatMap((occasion) =>
      occasion.tips.filter((id) => {
        const tip = byId.get(id);
        const target = tip && targetOf(tip, occasion);
        return !target || target.bands.length === 0 || target.audiences.length === 0;
      }),
    );
    expect(lost).toEqual([]);
  });

  it('deals out every tip of an occasion that deals in turn', () => {
    const short = calendar.occasions.filter((occasion) => {
      const sendings = datesOf(occasion.rule, 2027).length * (occasion.lead_days?.length ?? 1);
      return occasion.deal === 'in_turn' && sendings < occasion.tips.length;
    });
    expect(short.map((occasion) => occasion.id)).toEqual([]);
  });
});

describe('a mistake in the files', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  it.each([
    [
      'a title that is too long',
      'zh-CN/tips/vision.yaml',
      /title: 今天去外面待够时间/,
      `title: ${'长'.repeat(17)}`,
      /vision\.yaml: tips\.0\.title at most 16/,
    ],
    [
      'an unknown topic',
      'zh-CN/tips/vision.yaml',
      /- healthy_life/,
      '- nowhere',
      /vision\.yaml: topics of vision_go_outside: there is no nowhere/,
    ],
    [
      'an English tip without a Chinese one',
      'en/tips/sleep.yaml',
      /sleep_enough_school/,
      'sleep_of_nobody',
      /en.tips.sleep\.yaml: sleep_of_nobody/,
    ],
    [
      'an id that stands twice',
      'zh-CN/tips/vision.yaml',
      /vision_yearly_check/,
      'vision_go_outside',
      /vision_go_outside stands twice/,
    ],
    [
      'an occasion without its tip',
      'calendar.yaml',
      /tips: \[law_ages\]/,
      'tips: [law_of_nobody]',
      /calendar\.yaml: tips of constitution_day: there is no law_of_nobody/,
    ],
    [
      'a day that does not exist',
      'calendar.yaml',
      /day: 12-04/,
      'day: 02-30',
      /calendar\.yaml: occasions\.\d+\.rule\.day is no day/,
    ],
    [
      'a date to be confirmed without a word on what',
      'calendar.yaml',
      /rule: \{ kind: fixed, day: 12-04 \}/,
      'rule: { kind: fixed, day: 12-04 }\n    confirm: true',
      /calendar\.yaml: occasions\.\d+\.note/,
    ],
    ['broken YAML', 'calendar.yaml', /occasions:/, 'occasions: [', /calendar\.yaml: cannot be read as YAML/],
  ])('stops the start: %s', (_name, file, from, to, message) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tips-'));
    folders.push(folder);
    for (const part of ['zh-CN/tips', 'en/tips', 'calendar.yaml']) {
      cpSync(path.join('locales', part), path.join(folder, part), { recursive: true });
    }
    const at = path.join(folder, file);
    const text = readFileSync(at, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(at, text.replace(from, to));
    const start = () => readTipsEdition(folder);
    expect(start).toThrow(StartupError);
    expect(start).toThrow(message);
  });
});
