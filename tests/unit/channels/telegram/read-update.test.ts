import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUpdate } from '../../../../src/channels/telegram/receive/read-update.js';
import { readEnvelope } from '../../../../src/channels/telegram/receive/update-schema.js';
import { telegramUpdates as updates } from '../../../support/bot-api.js';

const bot = { id: 42, username: 'shouwang_bot' };
const read = (update: unknown, identity: { id: number; username: string | null } = bot) =>
  readUpdate(JSON.stringify(update), identity);
const messageOf = (update: unknown) => {
  const incoming = read(update);
  return incoming.kind === 'message' ? incoming.message : incoming.kind;
};

describe('a private message', () => {
  it.each([
    ['孩子发烧怎么办', '孩子发烧怎么办'],
    ['/start', '/start'],
    ['/ask 孩子发烧', '/ask 孩子发烧'],
    ['/ask@shouwang_bot 孩子发烧', '/ask 孩子发烧'],
    ['/HELP@Shouwang_Bot', '/HELP'],
    ['写信给 me@shouwang_bot.cn', '写信给 me@shouwang_bot.cn'],
  ])('comes as it was typed, without the name of the bot: %s', (typed, text) => {
    expect(messageOf(updates.text(7, typed))).toEqual({ kind: 'text', text });
  });

  it.each([
    [{ voice: {} }, 'voice'],
    [{ audio: {} }, 'voice'],
    [{ photo: [] }, 'picture'],
    [{ video: {} }, 'video'],
    [{ video_note: {} }, 'video'],
    [{ animation: {}, document: {} }, 'video'],
    [{ document: {} }, 'document'],
    [{ sticker: {} }, 'sticker'],
    [{ location: {} }, 'location'],
    [{ venue: {}, location: {} }, 'location'],
    [{ contact: {} }, 'contact'],
    [{ poll: {} }, 'other'],
    [{ dice: {} }, 'other'],
  ])('that can not be read is told by its kind: %j', (fields, kind) => {
    expect(messageOf(updates.message(7, fields))).toEqual({ kind });
  });

  it('with a picture and words is its words, so that danger in them is seen', () => {
    expect(messageOf(updates.message(7, { photo: [], caption: '他在打我' }))).toEqual({
      kind: 'text',
      text: '他在打我',
    });
  });

  it('that was edited is told as edited, a moving location is not', () => {
    const { message, update_id } = updates.text(7, '改过');
    expect(messageOf({ update_id, edited_message: message })).toEqual({ kind: 'edited' });
    expect(messageOf({ update_id, edited_message: { ...message, location: {} } })).toBe('ignored');
  });

  it.each([
    [undefined, 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-hans', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['en', 'en'],
    ['fr', 'en'],
    ['zha', 'en'],
  ])('hints at a language: %s', (language_code, locale) => {
    const update = updates.text(7, 'x');
    const said = {
      ...update,
      message: { ...update.message, from: { ...update.message.from, language_code } },
    };
    expect(read(said)).toMatchObject({ locale, address: '7' });
  });

  it('of the service itself is ignored', () => {
    expect(messageOf(updates.message(7, { pinned_message: {} }))).toBe('ignored');
    expect(messageOf(updates.message(7, { text: 'x', from: { id: 3, is_bot: true } }))).toBe('ignored');
  });
});

describe('a button', () => {
  it('is its value, and is acknowledged out of turn', () => {
    const incoming = read(updates.button(7, 'menu:ask'));
    expect(incoming).toMatchObject({
      kind: 'message',
      address: '7',
      message: { kind: 'button', value: 'menu:ask' },
    });
    const before = incoming.kind === 'message' ? incoming.before : [];
    expect(before).toHaveLength(1);
    expect(before[0]?.outOfTurn).toBe(true);
    expect(before[0]?.content).toContain('answerCallbackQuery');
  });

  it('without value, of an old message or in a group is only acknowledged', () => {
    const { callback_query, update_id } = updates.button(7, 'x');
    expect(messageOf({ update_id, callback_query: { ...callback_query, data: undefined } })).toBe('calls');
    expect(messageOf({ update_id, callback_query: { ...callback_query, message: undefined } })).toBe('calls');
    expect(messageOf(updates.button(-7, 'x'))).toBe('calls');
  });
});

describe('in a group', () => {
  it.each([
    ['大家好', 'ignored'],
    ['/help', 'ignored'],
    ['/help@other_bot', 'ignored'],
    ['@shouwang_bot2 你好', 'ignored'],
    ['@shouwang_bot 发烧', '发烧'],
    ['发烧 @SHOUWANG_BOT 怎么办', '发烧   怎么办'],
    ['@shouwang_bot', '/start'],
    ['/ask@shouwang_bot 发烧', '/ask 发烧'],
  ])('only who names the bot is heard: %s', (typed, expected) => {
    const message = messageOf(updates.message(-100, { text: typed }));
    expect(typeof message === 'string' ? message : message).toEqual(
      expected === 'ignored' ? 'ignored' : { kind: 'text', text: expected },
    );
  });

  it('a reply to the bot is heard, also before its name is known, and a reply to others is not', () => {
    const reply = (id: number) =>
      updates.message(-100, { text: '然后呢', reply_to_message: { from: { id } } });
    expect(read(reply(42), { id: 42, username: null }).kind).toBe('message');
    expect(read(reply(43)).kind).toBe('ignored');
    expect(read(updates.message(-100, { text: '@null @undefined @' }), { id: 42, username: null }).kind).toBe(
      'ignored',
    );
  });

  it('edits and channels are passed over', () => {
    const { message, update_id } = updates.message(-100, { text: '@shouwang_bot x' });
    expect(messageOf({ update_id, edited_message: message })).toBe('ignored');
    const post = { ...message, chat: { id: -100, type: 'channel' } };
    expect(messageOf({ update_id, message: post })).toBe('ignored');
    expect(messageOf({ update_id, channel_post: post })).toBe('ignored');
  });
});

describe('membership', () => {
  it('that ends is a block, that begins is nothing', () => {
    expect(read(updates.member(7, 'kicked'))).toEqual({ kind: 'blocked', address: '7' });
    expect(read(updates.member(-7, 'left'))).toEqual({ kind: 'blocked', address: '-7' });
    expect(read(updates.member(7, 'member')).kind).toBe('ignored');
  });
});

describe('a malformed update', () => {
  const whole = [
    updates.text(7, '/ask@shouwang_bot x'),
    updates.message(-100, { text: '@shouwang_bot x', reply_to_message: { from: { id: 42 } } }),
    updates.button(7, 'x'),
    updates.member(7, 'kicked'),
  ];

  it('is read or ignored, never an error, whichever part of it is spoilt', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.infiniteStream(fc.nat(20)),
        fc.jsonValue({ maxDepth: 1 }),
        (base, way, value) => {
          const update = structuredClone(base) as Record<string, unknown>;
          let place = update;
          for (const step of way) {
            const keys = Object.keys(place).filter((key) => key !== 'update_id');
            const key = keys[step % keys.length] ?? 'text';
            const inner = place[key];
            if (step > 14 || typeof inner !== 'object' || inner === null) {
              place[key] = value;
              break;
            }
            place = inner as Record<string, unknown>;
          }
          expect(['message', 'calls', 'blocked', 'ignored']).toContain(read(update).kind);
          expect(readEnvelope(JSON.parse(JSON.stringify(update)))?.updateId).toBe(String(base.update_id));
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.string(), (text) => readUpdate(text, bot).kind === 'ignored'));
  });

  it('without a whole id is no update', () => {
    for (const value of [null, [], 7, 'x', {}, { update_id: '7' }, { update_id: -1 }, { update_id: 1.5 }]) {
      expect(readEnvelope(value)).toBeNull();
    }
  });

  it('belongs to the chat that it names', () => {
    expect(readEnvelope(updates.text(7, 'x'))?.chatAddress).toBe('7');
    expect(readEnvelope(updates.button(7, 'x'))?.chatAddress).toBe('7');
    expect(readEnvelope(updates.member(-7, 'left'))?.chatAddress).toBe('-7');
    expect(readEnvelope({ update_id: 5, poll: {} })?.chatAddress).toBe('update:5');
  });
});
