import { z } from 'zod';

/** What is used of an update, checked; whatever else Telegram sends is dropped. */
const id = z.number().int();
const user = z.object({
  id,
  is_bot: z.boolean().default(false),
  language_code: z.string().optional(),
});
const chat = z.object({ id, type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const present = z.unknown().optional();

const message = z.object({
  message_id: id.optional(),
  /** Seconds since 1970. */
  date: z.number().optional(),
  chat,
  from: user.optional(),
  sender_chat: z.object({ id }).optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  reply_to_message: z.object({ from: z.object({ id }).optional() }).optional(),
  voice: present,
  audio: present,
  photo: present,
  animation: present,
  video: present,
  video_note: present,
  document: present,
  sticker: present,
  venue: present,
  location: present,
  contact: present,
  poll: present,
  dice: present,
  story: present,
  game: present,
  paid_media: present,
  checklist: present,
});

export const updateSchema = z.object({
  update_id: id,
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      message: z.object({ chat }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z.object({ chat, new_chat_member: z.object({ status: z.string() }) }).optional(),
});

export type TelegramUpdate = z.infer<typeof updateSchema>;
export type TelegramMessage = z.infer<typeof message>;

/** The kinds of update that we ask Telegram for. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

const chatOnly = z.object({ chat: z.object({ id }) });
const envelope = z.object({
  update_id: id.nonnegative(),
  message: chatOnly.optional().catch(undefined),
  edited_message: chatOnly.optional().catch(undefined),
  my_chat_member: chatOnly.optional().catch(undefined),
  callback_query: z
    .object({ from: z.object({ id }), message: chatOnly.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** What has to be known of an update to keep it: its id, and the chat whose order it belongs to. Null for what is no update. */
export function readEnvelope(value: unknown): { updateId: string; chatAddress: string } | null {
  const parsed = envelope.safeParse(value);
  if (!parsed.success) {
    return null;
  }
  const { update_id, message, edited_message, my_chat_member, callback_query } = parsed.data;
  const from = (message ?? edited_message ?? my_chat_member ?? callback_query?.message)?.chat.id;
  const chatId = from ?? callback_query?.from.id ?? `update:${update_id}`;
  return { updateId: String(update_id), chatAddress: String(chatId) };
}
