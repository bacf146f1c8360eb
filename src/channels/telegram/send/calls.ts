import type { Opts } from 'telegraf/types';
import { z } from 'zod';

const text = z.object({ chat_id: z.string() }).loose();
const seen = z.object({ callback_query_id: z.string() }).loose();
const erased = z.object({ chat_id: z.string(), message_id: z.number().int() });
const storedCall = z.discriminatedUnion('method', [
  z.object({ method: z.literal('sendMessage'), params: text, migrated: z.boolean().optional() }),
  z.object({ method: z.literal('answerCallbackQuery'), params: seen }),
  z.object({ method: z.literal('deleteMessage'), params: erased }),
]);

/** A call as it waits in the outbox. */
export type Call =
  | {
      readonly method: 'sendMessage';
      readonly params: Opts<'sendMessage'> & { chat_id: string };
      readonly migrated?: boolean;
    }
  | { readonly method: 'answerCallbackQuery'; readonly params: Opts<'answerCallbackQuery'> }
  | { readonly method: 'deleteMessage'; readonly params: { chat_id: string; message_id: number } };

export function writeCall(call: Call): string {
  return JSON.stringify(call);
}

/** Takes a message back from a chat, hers or ours. */
export const eraseCall = (address: string, messageId: number): string =>
  writeCall({ method: 'deleteMessage', params: { chat_id: address, message_id: messageId } });

/** The call again; null when it can't be read. */
export function readCall(content: string): Call | null {
  try {
    return storedCall.parse(JSON.parse(content)) as Call;
  } catch {
    return null;
  }
}

/** The same message for the chat that a group has become. */
export function moveCall(call: Extract<Call, { method: 'sendMessage' }>, chatId: string): Call {
  return { ...call, params: { ...call.params, chat_id: chatId }, migrated: true };
}
