import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignCall } from '../../../../src/channels/telegram/send/campaign-call.js';
import { readCall } from '../../../../src/channels/telegram/send/calls.js';
import { renderReplies } from '../../../../src/channels/telegram/send/render.js';
import { splitText } from '../../../../src/channels/telegram/send/split-text.js';
import type { Reply } from '../../../../src/conversation/types.js';
import { newSeed } from '../../../support/intakes.js';
import { machineTexts, markup, oddTexts } from '../../../support/odd-texts.js';

const render = (reply: Reply, address = '7', publicUrl?: string) =>
  renderReplies(address, [reply], publicUrl).map(
    ({ content }) => readCall(content)?.params as Record<string, unknown>,
  );

describe('a reply', () => {
  it('is plain text without a preview of links', () => {
    expect(render({ text: '*不是* <b>标记</b>' })).toEqual([
      { chat_id: '7', text: '*不是* <b>标记</b>', link_preview_options: { is_disabled: true } },
    ]);
  });

  it('that is sensitive is protected', () => {
    expect(render({ text: 'x', sensitive: true })[0]).toMatchObject({ protect_content: true });
    expect(render({ text: 'x' })[0]).not.toHaveProperty('protect_content');
  });

  it('shows its buttons one below the other, and drops those that Telegram would refuse', () => {
    const buttons = [
      { label: '提问', value: 'menu:ask' },
      { label: '太长', value: '题'.repeat(22) },
      { label: ' ', value: 'blank' },
      { label: '空', value: '' },
    ];
    expect(render({ text: 'x', buttons })[0]?.reply_markup).toEqual({
      inline_keyboard: [[{ text: '提问', callback_data: 'menu:ask' }]],
    });
  });

  it('shows in one row what stands beside the button before', () => {
    const buttons = [
      { label: '睡多久', value: 'entry:a' },
      { label: '解决了', value: 'yes' },
      { label: '没解决', value: 'no', beside: true },
      { label: '', value: 'nothing', beside: true },
    ] as const;
    expect(render({ text: 'x', buttons })[0]?.reply_markup).toEqual({
      inline_keyboard: [
        [{ text: '睡多久', callback_data: 'entry:a' }],
        [
          { text: '解决了', callback_data: 'yes' },
          { text: '没解决', callback_data: 'no' },
        ],
      ],
    });
  });

  it('has no buttons in a group', () => {
    expect(render({ text: 'x', buttons: [{ label: '提问', value: 'ask' }] }, '-100')[0]).not.toHaveProperty(
      'reply_markup',
    );
  });

  const links = [
    { label: '隐私说明', url: '/privacy' },
    { label: '打妇联电话', url: 'tel:12338' },
    { label: '拨打110', url: 'tel:110' },
  ];

  it('shows a page as a button where the address is https, and telephones as text', () => {
    const [params] = render({ text: '看这里', links }, '7', 'https://shouwang.example');
    expect(params).toMatchObject({
      text: '看这里\n打妇联电话 12338\n拨打110',
      reply_markup: { inline_keyboard: [[{ text: '隐私说明', url: 'https://shouwang.example/privacy' }]] },
    });
  });

  it('shows the page that comes first above its buttons', () => {
    const reply = {
      text: 'x',
      buttons: [{ label: '就在这里写', value: 'report' }],
      links: [
        { label: '隐私说明', url: '/privacy' },
        { label: '在网页上填', url: '/help', first: true },
      ],
    } as const;
    const [params] = render(reply, '7', 'https://shouwang.example');
    expect(params?.reply_markup).toEqual({
      inline_keyboard: [
        [{ text: '在网页上填', url: 'https://shouwang.example/help' }],
        [{ text: '就在这里写', callback_data: 'report' }],
        [{ text: '隐私说明', url: 'https://shouwang.example/privacy' }],
      ],
    });
  });

  it('that comes without a sound says so', () => {
    expect(render({ text: 'x', silent: true })[0]).toMatchObject({ disable_notification: true });
    expect(render({ text: 'x' })[0]).not.toHaveProperty('disable_notification');
  });

  it('shows a page as text where the address is not https, and not at all where there is none', () => {
    expect(render({ text: '看', links }, '7', 'http://10.0.0.5:3000')[0]?.text).toBe(
      '看\n隐私说明 http://10.0.0.5:3000/privacy\n打妇联电话 12338\n拨打110',
    );
    expect(render({ text: '看', links })[0]?.text).toBe('看\n打妇联电话 12338\n拨打110');
  });

  it('of more than 4,000 characters comes in parts, the buttons under the last', () => {
    const text = Array.from({ length: 200 }, (_, n) => `第${n}条。${'字'.repeat(40)}`).join('\n');
    const parts = render({ text, buttons: [{ label: '好', value: 'ok' }] });
    expect(parts.length).toBe(3);
    expect(parts.map(({ text: part }) => part).join('\n')).toBe(text);
    expect(parts.map((part) => 'reply_markup' in part)).toEqual([false, false, true]);
  });

  it('that is blank is not sent', () => {
    expect(render({ text: ' \n ' })).toEqual([]);
  });
});

/** Words with a letter at both ends: a call is without blanks there. */
const hostile = fc.oneof(oddTexts, machineTexts, markup).map((text) => `x${text}x`);

describe('B12: hostile words', () => {
  const OURS = ['chat_id', 'text', 'link_preview_options', 'reply_markup'];

  it('are sent to the last sign, as words: Telegram is told to read no markup and to make no link of them', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (text, label, url) => {
        const [params, ...more] = render(
          { text, buttons: [{ label, value: 'v' }], links: [{ label, url: `https://x.example/?${url}` }] },
          '7',
          'https://shouwang.example',
        );
        expect(more).toEqual([]);
        expect(Object.keys(params ?? {})).toEqual(OURS); // no parse_mode, no entities
        expect(params).toMatchObject({ text, link_preview_options: { is_disabled: true } });
        expect(params?.reply_markup).toEqual({
          inline_keyboard: [
            [{ text: label, callback_data: 'v' }],
            [{ text: label, url: `https://x.example/?${url}` }],
          ],
        });
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });

  it('of a tip are covered by us alone, as far as they go', async () => {
    const words = fc
      .tuple(hostile, hostile)
      .map(([before, covered]) => ({ text: `${before}${covered}`, covered }));
    const sending = { campaign: { id: 'c', address: '7', locale: 'zh-CN' } } as never;
    await fc.assert(
      fc.asyncProperty(words, async ({ text, covered }) => {
        const call = await campaignCall({ campaignReply: async () => ({ text, covered }) }, sending);
        const { entities = [], ...params } = (call?.params ?? {}) as Record<string, unknown> & {
          readonly entities?: ReadonlyArray<{ type: string; offset: number; length: number }>;
        };
        expect(Object.keys(params)).toEqual(OURS.slice(0, 3));
        const shown = entities.map(({ type, offset, length }) => [
          type,
          String(params.text).slice(offset, offset + length),
        ]);
        expect([params.text, shown]).toEqual([text, [['spoiler', covered]]]);
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });
});

/** True when no character was cut: half of one does not survive UTF-8. */
const isWhole = (text: string) => Buffer.from(text).toString() === text;

describe('splitting', () => {
  it('keeps every character, in parts that Telegram takes, and cuts no character in two', () => {
    const words = fc.array(fc.constantFrom('字', '。', '\n', '\n\n', ' ', '😀', 'word ', '，'), {
      minLength: 3000,
      maxLength: 9000,
    });
    fc.assert(
      fc.property(words, (pieces) => {
        const text = pieces.join('');
        const parts = splitText(text);
        expect(parts.every((part) => part.length > 0 && part.length <= 4000)).toBe(true);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        expect(parts.every((part) => isWhole(part))).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(splitText('😀'.repeat(4001)).every((part) => isWhole(part))).toBe(true);
  });
});
