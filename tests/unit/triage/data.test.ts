import { describe, expect, it } from 'vitest';
import { COMPLAINT_CATEGORIES } from '../../../src/domain/triage/index.js';
import { BLAMING, numbersIn, VERIFIED } from './right-words.js';
import { readLocale, redFlags } from './support.js';

describe.each(['zh-CN', 'en'])('sentences in %s', (locale) => {
  const safety = readLocale(`${locale}/safety.json`) as Record<string, string>;
  const complaint = readLocale(`${locale}/complaint.json`) as Record<string, string>;

  it('exist for every red flag, each with a number or the way to the doctor first', () => {
    for (const id of redFlags.ids) {
      expect(safety[id], id).toMatch(/1\d{2,4}|医院|hospital|doctor/i);
    }
  });

  it('exist for every category', () => {
    expect(COMPLAINT_CATEGORIES.filter((category) => !complaint[category])).toEqual([]);
  });

  it('never blame a woman or send her back to talk it over', () => {
    expect(
      [...Object.values(safety), ...Object.values(complaint)].filter((text) => BLAMING.test(text)),
    ).toEqual([]);
  });

  it('name only numbers that are known', () => {
    const named = [...Object.values(safety), ...Object.values(complaint)].flatMap(numbersIn);
    expect(named.filter((number) => !VERIFIED.has(number))).toEqual([]);
  });

  it('are a few lines in a chat', () => {
    const longest = locale === 'en' ? 350 : 140;
    expect(Object.entries(complaint).filter(([, text]) => [...text].length > longest)).toEqual([]);
  });
});

describe('the first advice by category', () => {
  const chinese = readLocale('zh-CN/complaint.json') as Record<string, string>;
  const english = readLocale('en/complaint.json') as Record<string, string>;

  it('begins with the number, or with whom to ask', () => {
    const first = Object.entries(chinese).map(
      ([code, text]) => [code, text.split(/[。；]/)[0] ?? ''] as const,
    );
    expect(first.filter(([, text]) => !/1\d{2,4}|^(先书面)?找/.test(text))).toEqual([]);
  });

  it('names the same numbers in both languages', () => {
    const numbers = (text = '') => [...new Set(numbersIn(text))].sort();
    for (const code of COMPLAINT_CATEGORIES) {
      expect(numbers(english[code]), code).toEqual(numbers(chinese[code]));
    }
  });

  it.each([
    ['domestic_violence', ['110', '告诫书', '人身安全保护令', '庇护', '医院', '证据']],
    ['sexual_assault', ['110', '医院', '不洗澡', '不换衣服', '纸袋', '72小时', '12348']],
    ['trafficking', ['110', '短信', '不要惊动']],
    ['minor_harm', ['110', '120', '12355', '12356', '学校', '不反复追问']],
    ['sexual_harassment', ['110', '12333', '证据', '书面', '投诉']],
    ['personality_rights', ['110', '12377', '截图', '平台', '不要付钱', '人身安全保护令']],
    ['employment_discrimination', ['12333', '1年内', '劳动仲裁', '怀孕']],
    ['labor_rights', ['12333', '劳动仲裁', '1年内', '12348', '证据']],
    ['land_property', ['镇政府', '农业农村', '法院', '12348', '仲裁']],
    ['marriage_family', ['12348', '法院', '110']],
    ['reproductive_health', ['120', '110', '12320', '卫健', '医院', '12356', '本人同意']],
    ['social_support', ['社区', '街道', '民政', '救助站', '12345', '12356']],
    ['other', ['12345', '12315', '110', '96110', '12348']],
  ])('of %s says what has to be said', (code, words) => {
    expect(words.filter((word) => !chinese[code]?.includes(word))).toEqual([]);
  });
});

describe('to thoughts of suicide', () => {
  it('the answer speaks to the one who writes, and last to who writes about another', () => {
    const { suicide_thoughts: text = '' } = readLocale('zh-CN/safety.json') as Record<string, string>;
    const [first = '', ...rest] = text.split(/(?<=。)/);
    expect(first).toMatch(/^现在就打12356.*110/);
    expect(rest.pop()).toMatch(/^您是替别人问的：/);
    expect(first + rest.join('')).not.toMatch(/问一句|你是不是/);
  });
});
