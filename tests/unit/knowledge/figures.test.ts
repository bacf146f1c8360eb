import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  currentFigures,
  type Figure,
  figuresFileSchema,
  fillPlaces,
  type KnowledgeEntry,
  overlongField,
  placesOf,
  topicFileSchema,
  unknownPlace,
  withFigures,
} from '../../../src/domain/knowledge/index.js';
import { readCategories } from '../../../src/infra/categories.js';
import { readEdition } from '../../../src/infra/edition.js';
import { holdFigures, readShippedFigures } from '../../../src/infra/figures.js';
import { createSay, figuresInSentences } from '../../../src/infra/i18n.js';
import { createGuide } from '../../../src/web/index.js';

const LOCALES = ['zh-CN', 'en'];
const edition = readEdition('locales');

const figure = (id: string, zh: string, en: string): Figure => ({
  id,
  group: 'leave',
  label: { 'zh-CN': id, en: id },
  value: { 'zh-CN': zh, en },
  as_of: '2026-11-24',
  source: null,
  certain: true,
  check: { 'zh-CN': '打12333问', en: 'ask 12333' },
});
const FIGURES = new Map([
  ['leave_days', figure('leave_days', '188天', '188 days')],
  ['since', figure('since', '2025年', '2025')],
]);
const entry = (over: Partial<KnowledgeEntry>): KnowledgeEntry => ({
  id: 'leave',
  locale: 'zh-CN',
  topic: 'rights',
  title: '产假',
  questions: ['一', '二', '三', '四', '五'],
  answer: '产假[[leave_days]]，从[[since]]起。',
  bands: ['any'],
  audiences: ['parent'],
  sources: [{ kind: 'law', law: '民法典', article: '1' }],
  reviewed_on: '2026-11-24',
  review_by: '2027-11-24',
  ...over,
});

describe('figures in an entry', () => {
  it('stand in answer, steps and what is left open, in its language', () => {
    const written = entry({ steps: ['请[[leave_days]]'], not_covered: '[[since]]以前的问单位' });
    expect(withFigures([written], FIGURES)[0]).toMatchObject({
      answer: '产假188天，从2025年起。',
      steps: ['请188天'],
      not_covered: '2025年以前的问单位',
    });
    const english = entry({ locale: 'en', answer: '[[leave_days]] since [[since]]' });
    expect(withFigures([english], FIGURES)[0]?.answer).toBe('188 days since 2025');
    expect(placesOf(written)).toEqual(['leave_days', 'since']);
  });

  it('leave an entry without any as it is', () => {
    const plain = entry({ answer: '产假98天。' });
    expect(withFigures([plain], FIGURES)[0]).toBe(plain);
  });

  it('that nobody knows keep the entry from being read', () => {
    const lost = entry({ id: 'lost', answer: '[[leave days]]' });
    const leftOut: string[] = [];
    const served = withFigures([lost, entry({})], FIGURES, ({ id }) => leftOut.push(id));
    expect([served.map(({ id }) => id), leftOut]).toEqual([['leave'], ['lost']]);
    expect(unknownPlace(lost, FIGURES)).toEqual({ field: 'answer', id: 'leave days' });
    expect(unknownPlace(entry({}), FIGURES)).toBeNull();
  });

  it('count when it is measured', () => {
    const steps = [`${'字'.repeat(110)}[[leave_days]]`];
    const [short] = withFigures([entry({ steps })], FIGURES);
    expect(short && overlongField(short)).toBeNull();
    const long = new Map(FIGURES).set('leave_days', figure('leave_days', '一百八十八天左右一点点', '188'));
    const [tooLong] = withFigures([entry({ steps })], long);
    expect(tooLong && overlongField(tooLong)).toBe('steps');
  });

  it('have no place in what people ask or in a title', () => {
    const file = (over: object) => {
      const { locale: _locale, topic: _topic, ...content } = entry({});
      return topicFileSchema.safeParse({
        topic: 'rights',
        title: '权益',
        entries: [{ ...content, ...over }],
      });
    };
    expect(file({}).success).toBe(true);
    expect(file({ title: '产假[[leave_days]]' }).success).toBe(false);
    expect(file({ questions: ['一', '二', '三', '四', '[[leave_days]]够不够'] }).success).toBe(false);
  });
});

describe('a figure', () => {
  const read = (over: object) =>
    figuresFileSchema.safeParse({ figures: [{ ...figure('leave_days', '188天', '188 days'), ...over }] });

  it.each([
    { id: 'Leave days' },
    { value: { 'zh-CN': '188天' } },
    { value: { 'zh-CN': '', en: '188' } },
    { value: { 'zh-CN': '[[since]]', en: '188' } },
    { value: { 'zh-CN': '188天\n再说', en: '188' } },
    { value: { 'zh-CN': '{{count}}天', en: '188' } },
    { value: { 'zh-CN': '天'.repeat(41), en: '188' } },
    { as_of: '2026-02-30' },
    { source: { kind: 'law', law: '民法典' } },
    { group: 'other' },
    { more: 1 },
  ])('is refused with %j', (over) => {
    expect(read({}).success).toBe(true);
    expect(read(over).success).toBe(false);
  });

  it('stands once', () => {
    const same = figure('leave_days', '188天', '188 days');
    expect(figuresFileSchema.safeParse({ figures: [same, same] }).success).toBe(false);
  });

  it('of our own takes the place of the shipped one, and of no other', () => {
    const own = (id: string) => ({
      id,
      value: { 'zh-CN': '200天', en: '200 days' },
      asOf: '2027-01-05',
      changedBy: 'x',
      changedAt: new Date(0),
    });
    const current = currentFigures(FIGURES, [own('leave_days'), own('not_shipped_any_more')]);
    expect([...current.keys()]).toEqual(['leave_days', 'since']);
    expect(current.get('leave_days')).toMatchObject({ value: { 'zh-CN': '200天' }, as_of: '2027-01-05' });
    expect(current.get('since')).toBe(FIGURES.get('since'));
  });
});

describe('the shipped figures', () => {
  it('are used, every one of them', () => {
    const used = new Set([
      ...edition.written.flatMap(placesOf),
      ...LOCALES.flatMap((locale) => [...figuresInSentences('locales', locale).keys()]),
    ]);
    expect(edition.figures.size).toBeGreaterThan(30);
    expect([...edition.figures.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it('stand in their places in every entry', () => {
    expect(edition.entries).toHaveLength(edition.written.length);
    expect(edition.entries.filter((each) => placesOf(each).length > 0)).toEqual([]);
  });

  it('that nobody has confirmed, or that are local leave, come with the word to check them', () => {
    const asks = /为准|核实|核对|打通后问|常见|check|notice|ask/i;
    const needsIt = (id: string) => {
      const { certain, group } = edition.figures.get(id) ?? { certain: false, group: 'leave' };
      return !certain || group === 'leave';
    };
    const without = edition.written
      .filter((each) => placesOf(each).some(needsIt))
      .filter(({ answer, not_covered: open = '' }) => !asks.test(`${answer} ${open}`));
    expect(without.map(({ id, locale }) => `${locale}/${id}`)).toEqual([]);
  });

  it('are said in both languages alike', () => {
    const [chinese, english] = LOCALES.map((locale) => figuresInSentences('locales', locale));
    expect(chinese?.get('hours_12338')).toBeGreaterThan(20);
    expect(english).toEqual(chinese);
  });
});

describe('a sentence with a figure', () => {
  const said = () => {
    const figures = holdFigures(readShippedFigures('locales'));
    return { figures, say: createSay('locales', LOCALES, figures) };
  };
  const hours = (zh: string, en: string) => ({
    id: 'hours_12338',
    value: { 'zh-CN': zh, en },
    asOf: '2027-01-05',
    changedBy: 'x',
    changedAt: new Date(0),
  });

  it('says the words in use at that moment', () => {
    const { figures, say } = said();
    expect(say('zh-CN', 'safety:after')).toContain('12338（服务时间待核对，');
    figures.take([hours('工作日9:00到17:00', 'working days 9:00 to 17:00')]);
    expect(say('zh-CN', 'safety:after')).toContain('12338（工作日9:00到17:00，');
    expect(say('en', 'safety:after')).toContain('12338 (working days 9:00 to 17:00;');
    figures.take([]);
    expect(say('en', 'safety:after')).toContain('12338 (hours to be checked;');
  });

  it('says its other words as before, and what a person wrote as it was written', () => {
    const { say } = said();
    expect(say('zh-CN', 'report:track.too_many', { minutes: 7 })).toMatch(/请7分钟后再试.*服务时间待核对/);
    const typed = '{{figure.hours_12338}} [[hours_12338]] $t(safety:after)';
    expect(say('zh-CN', 'bot:answer.not_covered', { text: typed })).toBe(`说明：${typed}`);
  });
});

it('an officer looks up the figures in use', () => {
  const words: Record<string, string> = { cancer_aid: '2万元', maternity_leave_sichuan: '200天' };
  const guide = createGuide(
    readCategories('locales', edition.figures),
    () => '',
    (text) => fillPlaces(text, (id) => words[id] ?? id),
  );
  const leaf = (code: string, id: string) => guide.leaves(code, 'zh-CN').find((each) => each.id === id);
  expect(leaf('social_support', 'G3')?.federation).toContain('一次性2万元');
  const within = leaf('labor_rights', 'C3')?.deadlines.map((deadline) => deadline.within);
  expect(within?.join()).toContain('四川合计200天');
});

describe('a start', () => {
  let folder: string;
  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'figures-')), 'locales');
    cpSync('locales', folder, { recursive: true });
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  function change(file: string, from: string | RegExp, to: string): void {
    const at = path.join(folder, file);
    const text = readFileSync(at, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(at, text.replace(from, to));
  }

  it('is refused by an unknown figure in an entry, naming file and field', () => {
    change('zh-CN/knowledge/hardship.yaml', '[[cancer_aid]]', '[[cancer_aids]]');
    expect(() => readEdition(folder)).toThrow(
      /zh-CN\/knowledge\/hardship\.yaml: hardship_cancer_help\.answer: there is no figure cancer_aids$/,
    );
  });

  it('is refused by an entry that its figures make too long, naming file and field', () => {
    change('zh-CN/knowledge/hotlines.yaml', '[[hours_12338]]，', `[[hours_12338]]，${'字'.repeat(90)}`);
    expect(() => readEdition(folder)).toThrow(
      /zh-CN\/knowledge\/hotlines\.yaml: hotline_12338\.not_covered: is too long with its figures in place$/,
    );
  });

  it('is refused by an unknown figure in a sentence, naming the file', () => {
    change('en/safety.json', '{{figure.hours_12338}}', '{{figure.hours_12339}}');
    expect(() => createSay(folder, LOCALES)).toThrow(
      /en\/safety\.json: line \d+: there is no figure hours_12339$/,
    );
  });

  it('is refused by an unknown figure in what officers look up, naming file and kind', () => {
    change('categories.yaml', '[[cancer_aid]]', '[[cancer_aids]]');
    expect(() => readCategories(folder, edition.figures)).toThrow(
      /categories\.yaml: G3: there is no figure cancer_aids$/,
    );
  });

  it('is refused by an unknown figure in the first advice, naming file and kind', () => {
    change('categories.yaml', 'text [[police_sms]] with', 'text [[police_text]] with');
    expect(() => readCategories(folder, edition.figures)).toThrow(
      /categories\.yaml: B6: there is no figure police_text$/,
    );
  });

  it('is refused by a figure that is none, naming file and field', () => {
    change('figures.yaml', "as_of: '2026-11-24'", "as_of: '2026-11-31'");
    expect(() => readShippedFigures(folder)).toThrow(/figures\.yaml: figures\.0\.as_of /);
  });
});
