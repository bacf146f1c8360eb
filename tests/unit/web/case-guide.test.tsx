import { renderToString } from 'preact-render-to-string';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/conversation/types.js';
import { createCite, lawsSchema } from '../../../src/domain/knowledge/index.js';
import { categoriesSchema } from '../../../src/domain/triage/index.js';
import { createSay } from '../../../src/infra/i18n.js';
import { LeafRules } from '../../../src/web/console/cases/leaf-rules.js';
import { createGuide } from '../../../src/web/index.js';
import { createTongue } from '../../../src/web/views/tongue.js';
import { readLocale } from '../triage/support.js';

const say = createSay('locales', ['zh-CN', 'en']);
const cite = createCite(lawsSchema.parse(readLocale('laws.yaml')), say);
const data = categoriesSchema.parse(readLocale('categories.yaml'));
const guide = createGuide(data, cite, (text, locale) => text.replace(/\[\[(\w+)\]\]/g, `$1 in ${locale}`));

function leafOf(id: string, locale: Locale) {
  const { code = '' } = data.groups.flatMap(({ leaves }) => leaves).find((leaf) => leaf.id === id) ?? {};
  const leaf = guide.leaves(code, locale).find((each) => each.id === id);
  if (leaf === undefined) {
    throw new Error(`no leaf ${id}`);
  }
  return leaf;
}
const shown = (id: string, locale: Locale) =>
  renderToString(<LeafRules tongue={createTongue(say, locale)} leaf={leafOf(id, locale)} />);

describe('what an officer looks up', () => {
  it('cites the whole articles of a law together, and an item or an inserted article by itself', () => {
    expect(leafOf('B1', 'zh-CN').basis).toEqual([
      '《刑法》第236、237条',
      '《刑法》第236条之一',
      '《治安管理处罚法》第52条',
    ]);
    expect(leafOf('B2', 'zh-CN').basis).toEqual(
      expect.arrayContaining(['《治安管理处罚法》第52条', '《治安管理处罚法》第50条(五)(六)']),
    );
    expect(leafOf('B1', 'en').basis).toContain('Criminal Law, Art. 236, 237');
  });

  it('has her first advice in the language of who reads, with the figures of that language', () => {
    expect(leafOf('B6', 'zh-CN').advice).toContain('发短信到police_sms in zh-CN');
    expect(leafOf('B6', 'en').advice).toContain('text police_sms in en');
  });

  it('lists the leaves of a category and no other', () => {
    expect(guide.leaves('trafficking', 'en').map(({ id }) => id)).toEqual(['B3', 'B6']);
    expect(guide.leaves('no_such', 'en')).toEqual([]);
  });
});

describe('on the page of a case', () => {
  let chinese: string;
  let english: string;
  beforeAll(() => {
    chinese = shown('E4', 'zh-CN');
    english = shown('E4', 'en');
  });

  it('a deadline stands with the article it rests on', () => {
    expect(chinese).toMatch(
      /<li>外出的家长联系孩子：每周至少1次<span class="soft" lang="zh-CN"> 《未成年人保护法》第23条<\/span><\/li>/,
    );
    expect(english).toContain('Law on the Protection of Minors, Art. 23</span>');
  });

  it('a suggestion of the house says that it is none of the law', () => {
    expect(chinese).toContain(
      '儿童主任入户：24小时内<span class="soft" lang="zh-CN"> 内部建议，法律没有规定</span>',
    );
    expect(english).toContain('internal suggestion, not law</span>');
  });

  it('what rests on a text that could not be read says so', () => {
    expect(shown('A1', 'zh-CN')).toMatch(/告诫书：公安一般72小时内决定出不出<span[^>]*> [^<]*原文待核对/);
  });

  it('evidence is a list, and lead and joint departments are told apart', () => {
    const html = shown('A1', 'zh-CN');
    expect(html).toContain('<li>伤情鉴定</li>');
    expect(html).toMatch(/<dt>主办<\/dt><dd lang="zh-CN">公安<\/dd>/);
    expect(html).toMatch(/<dt>协办<\/dt><dd lang="zh-CN">法院、妇联、民政、卫健<\/dd>/);
    expect(shown('B6', 'zh-CN')).not.toContain('<dt>协办</dt>');
  });

  it('every leaf can be shown in both languages, with nothing left open', () => {
    for (const { id } of data.groups.flatMap(({ leaves }) => leaves)) {
      for (const locale of ['zh-CN', 'en'] as const) {
        const html = shown(id, locale);
        expect(html, id).not.toMatch(/undefined|\[\[|console-cases:/);
        expect(html.match(/<dt>/g)?.length, id).toBeGreaterThanOrEqual(7);
      }
    }
  });
});
