import { Visitor } from './client.js';
import type { Door } from './door.js';

export const zh = { 'Accept-Language': 'zh' };

/** The fields of a form; one with several values is sent as often. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

const encoded = (fields: Fields) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  );

/** Somebody with a browser at the pages of a report. */
export class Reporter extends Visitor {
  constructor(door: Door, headers: Readonly<Record<string, string>> = zh) {
    super(door, headers);
  }

  /** A page as she reads it: past the one that says first how to leave. */
  override async page(path: string): Promise<string> {
    const html = await super.page(path);
    const onwards = onwardsIn(html);
    return onwards === undefined ? html : super.page(onwards);
  }

  /** A form as a browser without script sends it. */
  send(path: string, fields: Fields | string, headers: Record<string, string> = {}): Promise<Response> {
    return this.request(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
      body: typeof fields === 'string' ? fields : encoded(fields),
    });
  }

  /** Opens the form, fills it in and sends it. */
  async file(answers: Fields): Promise<Response> {
    return this.send('/help', { ...hidden(await this.page('/help')), ...answers });
  }

  /** Files a report and reads number and digits. */
  async fileAndNote(answers: Fields): Promise<{ number: string; code: string }> {
    await this.file(answers);
    return noted(await this.page('/help/done'));
  }

  enter(number: string, code: string, more: Record<string, string> = {}): Promise<Response> {
    return this.send('/r', { number, code, ...more });
  }
}

/** Where "go on" leads on the page that says first how to leave; undefined on any other. */
export const onwardsIn = (html: string): string | undefined =>
  /id="onwards" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

/** The hidden fields of the page's last form. */
export function hidden(html: string): { token: string; submission: string } {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  return { token: value('token'), submission: value('submission') };
}

/** Number and digits as they stand on the page. */
export function noted(html: string): { number: string; code: string } {
  const number = /<p class="receipt-number">([^<]+)</.exec(html)?.[1] ?? '';
  const list = /<ol class="digits">(.*?)<\/ol>/s.exec(html)?.[1] ?? '';
  return { number, code: [...list.matchAll(/<li>(\d{4})<\/li>/g)].map((match) => match[1]).join(' ') };
}

/** What stands in the box of that name. */
export function boxed(html: string, name: string): string | undefined {
  return new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1];
}

/** What the lines of a case say, in order. */
export const thread = (html: string): string[] =>
  [...html.matchAll(/<p class="words" dir="auto">([^<]*)</g)].map((match) => match[1] ?? '');
