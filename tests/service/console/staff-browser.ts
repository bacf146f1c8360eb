import { newVisitor, type Visitor } from '../../support/visitor.js';

/** Somebody of the staff at her browser: cookies, forms as its pages send them, no script. */
export interface StaffBrowser {
  readonly visitor: Visitor;
  get(path: string): Promise<Answer>;
  /** Fills in the form of a page with that action (the page's own address when it has none) and sends it. */
  submit(page: string, fields: Fields, action?: string): Promise<Answer>;
  /** Sends fields to an address as they are. */
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>;
  signIn(login: string, password: string): Promise<Answer>;
  /** The csrf token of a page. */
  token(page: string): Promise<string>;
}
export interface Answer {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
  readonly headers: Headers;
}
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export function openStaffBrowser(url: string): StaffBrowser {
  const visitor = newVisitor(url, { 'Accept-Language': 'zh-CN' });
  const read = async (response: Response): Promise<Answer> => ({
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location'),
    headers: response.headers,
  });
  const browser: StaffBrowser = {
    visitor,
    get: async (path) => read(await visitor.request(path)),
    async post(path, fields, headers = {}) {
      const body = new URLSearchParams(
        Object.entries(fields).flatMap(([name, value]) =>
          (typeof value === 'string' ? [value] : value).map((each) => [name, each]),
        ),
      );
      const init = { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } };
      return read(await visitor.request(path, init));
    },
    token: async (page) => /name="csrf" value="([^"]+)"/.exec((await browser.get(page)).html)?.[1] ?? '',
    submit: async (page, fields, action = page) =>
      browser.post(action, { csrf: await browser.token(page), ...fields }),
    signIn: (login, password) => browser.submit('/console/sign-in', { login, password }),
  };
  return browser;
}
