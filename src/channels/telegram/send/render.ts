import type { OutgoingPayload } from '../../../conversation/adapter.js';
import type { Button, Link, Reply } from '../../../conversation/types.js';
import { type Call, writeCall } from './calls.js';
import { splitText } from './split-text.js';

type Params = Extract<Call, { method: 'sendMessage' }>['params'];
type Key = { text: string } & ({ callback_data: string } | { url: string });
type Row = [Key, ...Key[]];

/** Telegram's limit of what a button carries. */
const BUTTON_BYTES = 64;

/**
 * Replies as Telegram's calls: plain text (no markup language, no preview of links), buttons under the last part. A group, told by
 * its negative id, gets no buttons: anybody in it could press them.
 */
export function renderReplies(
  address: string,
  replies: readonly Reply[],
  publicUrl: string | undefined,
): OutgoingPayload[] {
  return replies
    .flatMap((reply) => renderReply(address, reply, publicUrl))
    .map((params) => ({
      content: writeCall({ method: 'sendMessage', params }),
    }));
}

/** One reply as calls to one chat, the parts of a long text in order. */
export function renderReply(address: string, reply: Reply, publicUrl: string | undefined): Params[] {
  const links = (reply.links ?? []).map((link) => renderLink(link, publicUrl));
  const lines = links.flatMap((link) => (link && 'line' in link ? [link.line] : []));
  const pages = (first: boolean) =>
    links.flatMap((link, n): Row[] =>
      link && 'url' in link && (reply.links?.[n]?.first ?? false) === first ? [[link]] : [],
    );
  const buttons = address.startsWith('-') ? [] : renderButtons(reply.buttons ?? []);
  const keys = [...pages(true), ...buttons, ...pages(false)];
  const parts = splitText([reply.text, ...lines].join('\n'));
  return parts.map((text, n) => ({
    chat_id: address,
    text,
    link_preview_options: { is_disabled: true },
    ...(reply.sensitive ? { protect_content: true } : {}),
    ...(reply.silent ? { disable_notification: true } : {}),
    ...(n === parts.length - 1 && keys.length > 0 ? { reply_markup: { inline_keyboard: keys } } : {}),
  }));
}

/** A row for each, but for those that stand beside the one before. */
function renderButtons(buttons: readonly Button[]): Row[] {
  const rows: Row[] = [];
  for (const button of buttons) {
    const [key] = renderButton(button);
    const row = button.beside && rows.at(-1);
    if (key && row) {
      row.push(key);
    } else if (key) {
      rows.push([key]);
    }
  }
  return rows;
}

function renderButton({ label, value }: Button): Key[] {
  const bytes = Buffer.byteLength(value);
  return label.trim() !== '' && bytes > 0 && bytes <= BUTTON_BYTES
    ? [{ text: label, callback_data: value }]
    : [];
}

/** A button where Telegram takes the address, a line of text where not; null for a page that has no address at all. */
function renderLink(
  { label, url }: Link,
  publicUrl: string | undefined,
): { text: string; url: string } | { line: string } | null {
  if (url.startsWith('tel:')) {
    const number = url.slice('tel:'.length);
    return { line: label.includes(number) ? label : `${label} ${number}` };
  }
  const absolute = url.startsWith('/') ? publicUrl && new URL(url, publicUrl).href : url;
  if (!absolute) {
    return null;
  }
  return absolute.startsWith('https:') ? { text: label, url: absolute } : { line: `${label} ${absolute}` };
}
