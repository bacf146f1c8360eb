import type { Incoming, SourceMessage } from '../../../conversation/adapter.js';
import type { Locale, Message, UnreadableKind } from '../../../conversation/types.js';
import { writeCall } from '../send/calls.js';
import { type TelegramMessage, type TelegramUpdate, updateSchema } from './update-schema.js';

/** Who the bot is: the id stands in the token, the name comes from Telegram. */
export interface Identity {
  readonly id: number;
  readonly username: string | null;
}

const KINDS: ReadonlyArray<readonly [keyof TelegramMessage, UnreadableKind]> = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['photo', 'picture'],
  ['animation', 'video'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['document', 'document'],
  ['sticker', 'sticker'],
  ['venue', 'location'],
  ['location', 'location'],
  ['contact', 'contact'],
  ['poll', 'other'],
  ['dice', 'other'],
  ['story', 'other'],
  ['game', 'other'],
  ['paid_media', 'other'],
  ['checklist', 'other'],
];

const ignored = (reason: string): Incoming => ({ kind: 'ignored', reason });

/** What an update means. What can't be understood, or isn't for us, is ignored. Never throws. */
export function readUpdate(payload: string, bot: Identity): Incoming {
  const update = parse(payload);
  if (!update) {
    return ignored('malformed');
  }
  if (update.message) {
    return readMessage(update.message, bot);
  }
  if (update.edited_message) {
    return readEdited(update.edited_message);
  }
  if (update.callback_query) {
    return readButton(update.callback_query);
  }
  if (update.my_chat_member) {
    const { chat, new_chat_member } = update.my_chat_member;
    const left = new_chat_member.status === 'kicked' || new_chat_member.status === 'left';
    return left ? { kind: 'blocked', address: String(chat.id) } : ignored('member');
  }
  return ignored('unused_kind');
}

function parse(payload: string): TelegramUpdate | null {
  try {
    return updateSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}

function readMessage(message: TelegramMessage, bot: Identity): Incoming {
  if (message.from?.is_bot && !message.sender_chat) {
    return ignored('from_bot');
  }
  if (message.chat.type === 'channel') {
    return ignored('channel');
  }
  const inGroup = message.chat.type !== 'private';
  const words = message.text ?? message.caption;
  if (inGroup && !isAddressed(message, words, bot)) {
    return ignored('not_addressed');
  }
  if (words !== undefined && words.trim() !== '') {
    return written(message, { kind: 'text', text: withoutBotName(words, bot, inGroup) });
  }
  const kind = KINDS.find(([field]) => message[field] !== undefined && message[field] !== null)?.[1];
  return kind ? written(message, { kind }) : ignored('service_message');
}

function readEdited(message: TelegramMessage): Incoming {
  if (message.chat.type !== 'private' || message.location !== undefined) {
    return ignored('edited_elsewhere'); // a live location is an edit every few seconds
  }
  return written(message, { kind: 'edited' });
}

function readButton(query: NonNullable<TelegramUpdate['callback_query']>): Incoming {
  const call = writeCall({ method: 'answerCallbackQuery', params: { callback_query_id: query.id } });
  const seen = [{ content: call, outOfTurn: true }];
  if (query.message?.chat.type !== 'private' || query.data === undefined) {
    return { kind: 'calls', calls: seen };
  }
  return {
    kind: 'message',
    address: String(query.message.chat.id),
    locale: localeHint(query.from.language_code),
    message: { kind: 'button', value: query.data },
    before: seen,
  };
}

function written(source: TelegramMessage, message: Message): Incoming {
  return {
    kind: 'message',
    address: String(source.chat.id),
    locale: localeHint(source.from?.language_code),
    message,
    before: [],
    ...(source.chat.type === 'private' ? numberOf(source) : { inGroup: true }),
  };
}

function numberOf({ message_id, date }: TelegramMessage): { source?: SourceMessage } {
  return message_id === undefined
    ? {}
    : { source: { id: message_id, sentAt: date === undefined ? null : new Date(date * 1000) } };
}

/** zh, zh-hans, zh-TW … and those who don't say: Chinese. All others: English. */
function localeHint(code: string | undefined): Locale {
  return code === undefined || /^zh\b/i.test(code) ? 'zh-CN' : 'en';
}

function isAddressed(message: TelegramMessage, words: string | undefined, bot: Identity): boolean {
  return message.reply_to_message?.from?.id === bot.id || (words !== undefined && naming(bot).test(words));
}

/** As typed, but without the bot's own name: "/ask@bot 发烧" is "/ask 发烧". Named alone in a group, it is asked who it is. */
function withoutBotName(words: string, bot: Identity, inGroup: boolean): string {
  const command = new RegExp(`^(\\s*/\\w{1,32})${naming(bot).source}`, 'i');
  if (command.test(words)) {
    return words.replace(command, '$1');
  }
  return inGroup ? words.replace(new RegExp(naming(bot), 'gi'), ' ').trim() || '/start' : words;
}

/** Matches "@name" and not "@name_of_another"; nothing as long as the name isn't known. */
function naming({ username }: Identity): RegExp {
  return username && /^\w+$/.test(username) ? new RegExp(`@${username}(?!\\w)`, 'i') : /(?!)/;
}
