/** What `POST /api/chat` answers. */
export interface ChatAnswer {
  readonly messages: ReadonlyArray<{
    readonly text: string;
    readonly buttons: ReadonlyArray<{ readonly label: string; readonly value: string }>;
    readonly links: ReadonlyArray<{ readonly label: string; readonly url: string }>;
  }>;
  readonly kind: string;
}

/** A person at the web chat: a cookie jar of her own, no redirects followed. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** `POST /api/chat` with a body; a string is sent as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Says it and reads the answer; rejects when the answer isn't 200. */
  say(text: string, more?: Record<string, string>): Promise<ChatAnswer>;
  press(button: string): Promise<ChatAnswer>;
  /** The chat page as she sees it. */
  page(): Promise<string>;
}

/** A new person at the service that answers on `url`. A function is asked each time: a restart may change the port. */
export function newVisitor(url: string | (() => string), headers: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>();
  const base = typeof url === 'string' ? () => url : url;

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(base() + path, {
      ...init,
      redirect: 'manual',
      headers: { ...headers, ...(cookie && { Cookie: cookie }), ...(init.headers as Record<string, string>) },
    });
    response.headers.getSetCookie().forEach(keep);
    return response;
  };

  const keep = (line: string): void => {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
    if (value === '' || /max-age=0/i.test(line)) {
      cookies.delete(name);
    } else {
      cookies.set(name, value);
    }
  };

  const post = (body: unknown, more: Record<string, string> = {}): Promise<Response> =>
    request('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const answer = async (body: unknown): Promise<ChatAnswer> => {
    const response = await post(body);
    const text = await response.text();
    if (response.status !== 200) {
      throw new Error(`/api/chat answered ${response.status}: ${text}`);
    }
    return JSON.parse(text) as ChatAnswer;
  };

  return {
    cookies,
    request,
    post,
    say: (text, more) => answer({ text, ...more }),
    press: (button) => answer({ button }),
    page: async () => (await request('/chat')).text(),
  };
}
