import type { Opts } from 'telegraf/types';
import { z } from 'zod';

const text = z.object({ chat_id: z.string() }).loose();
const seen = z.object({ callback_query_id: z.string() }).loose();
const storedCall = z.discriminatedUnion('method', [
  z.object({ method: z.literal('sendMessage'), params: text, migrated: z.boolean().optional() }),
  z.object({ method: z.literal('answerCallbackQuery'), params: seen }),
]);

/** A call as it waits in the outbox. */
export type Call =
  | {
      readonly method: 'sendMessage';
      readonly params: Opts<'sendMessage'> & { chat_id: string };
      readonly migrated?: boolean;
    }
  | { readonly method: 'answerCallbackQuery'; readonly params: Opts<'answerCallbackQuery'> };

export function writeCall(call: Call): string {
  return JSON.stringify(call);
}

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
