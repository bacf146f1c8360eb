import type { BotApiEmulator } from './bot-api.js';

/** What must not light up on a locked phone: who reads it there must not learn that something was told. */
export const TELLING =
  /打人|打我|打他|家暴|暴力|殴|强奸|性侵|猥亵|骚扰|虐待|诉求|投诉|举报|登记|查询码|编号|妇联|12338|离婚|自杀|violen|abuse|beat|hit|rape|assault|harass|report|complain|case|code|federation|suicid/i;

/** The words that a locked phone or a list of chats shows of a message. */
export const previewOf = (text: string): string => [...text].slice(0, 40).join('');

interface Key {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

/** Keys under a message, in order. */
export const keysOf = (params: Record<string, unknown>): Key[] =>
  ((params.reply_markup as { inline_keyboard: Key[][] } | undefined)?.inline_keyboard ?? []).flat();

/** What the newest key of a chat whose payload begins so would send. */
export function keyIn(api: BotApiEmulator, chat: number, begins: string): string {
  const keys = api.standing(chat).flatMap(({ params }) => keysOf(params));
  const found = keys.findLast(({ callback_data = '' }) => callback_data.startsWith(begins));
  if (!found?.callback_data) {
    throw new Error(`no key begins with ${begins}`);
  }
  return found.callback_data;
}
