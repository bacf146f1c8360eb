import { expect } from 'vitest';
import type { Door } from './door.js';

export interface ChatAnswer {
  readonly messages: ReadonlyArray<{
    text: string;
    buttons: Array<{ label: string; value: string }>;
    links: Array<{ label: string; url: string }>;
  }>;
  readonly kind: string;
}

/** A browser of the barest kind: it keeps cookies and follows no redirect. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly door: Door,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.door.url + path, {
      ...init,
      redirect: 'manual',
      headers: {
        ...this.headers,
        ...(cookie && { Cookie: cookie }),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value === '' || /max-age=0/i.test(line)) {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
    return response;
  }

  async page(path: string): Promise<string> {
    return (await this.request(path)).text();
  }

  /** `POST /api/chat`. */
  api(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.request('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async ask(body: unknown): Promise<ChatAnswer> {
    return (await (await this.api(body)).json()) as ChatAnswer;
  }

  /** `POST /chat`, as a browser without script sends it. */
  form(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.request('/chat', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
      body: new URLSearchParams(fields),
    });
  }
}

/** The hidden fields of the page's form. */
export function hiddenFields(html: string): { token: string; key: string } {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  return { token: value('token'), key: value('key') };
}

/** What the lines of a chat page say, in order. */
export function linesOf(html: string): string[] {
  return [...html.matchAll(/<p class="words" dir="auto">([^<]*)</g)].map((match) => match[1] ?? '');
}

/** Looks until it is so, on a slow machine for a while. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });
