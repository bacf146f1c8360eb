import type { Answer, Fields, StaffBrowser } from './staff-browser.js';

const unescape = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string) =>
  unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** What the form with this action holds, as a browser without a script would send it. */
export function formIn(html: string, action: string): Record<string, string | string[]> {
  const form =
    [...html.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].find(
      ([found]) => attribute(found.slice(0, found.indexOf('>')), 'action') === action,
    )?.[0] ?? '';
  const fields: Record<string, string | string[]> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const isBox = /type="(checkbox|radio)"/.test(tag);
    const [name, value] = [attribute(tag, 'name'), attribute(tag, 'value')];
    if (isBox && /\schecked/.test(tag)) {
      fields[name] = [...(Array.isArray(fields[name]) ? fields[name] : []), value];
    } else if (!isBox) {
      fields[name] = value;
    }
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    fields[attribute(tag, 'name')] = unescape(text);
  }
  for (const [, tag = '', options = ''] of form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen =
      /<option[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? '';
    fields[attribute(tag, 'name')] = attribute(chosen, 'value');
  }
  return fields;
}

export const entryPage = (id: string, locale = 'zh-CN') => `/console/knowledge/entries/${locale}/${id}`;

/** Somebody of the staff at the knowledge base. */
export function atKnowledge(browser: StaffBrowser) {
  return {
    /** Begins or opens the draft of an entry; returns its page. */
    async draft(id: string, locale = 'zh-CN'): Promise<string> {
      const page = entryPage(id, locale);
      const { location } = await browser.submit(page, {}, `${page}/draft`);
      return location ?? '';
    },

    /** What the form of a draft holds. */
    form: async (page: string) => formIn((await browser.get(page)).html, page),

    /** Changes fields of a draft and saves it. */
    async write(page: string, fields: Fields): Promise<Answer> {
      return browser.post(page, { ...(await this.form(page)), ...fields });
    },

    /** Publishes a draft that has been written, by the form of its preview. */
    async publish(page: string, more: Fields = {}): Promise<Answer> {
      const form = formIn((await browser.get(`${page}/preview`)).html, `${page}/publish`);
      return browser.post(`${page}/publish`, { ...form, ...more });
    },

    /** Changes an entry from the first step to the last. */
    async change(id: string, fields: Fields, locale = 'zh-CN'): Promise<Answer> {
      const page = await this.draft(id, locale);
      await this.write(page, fields);
      return this.publish(page);
    },

    /** Sends the only form of that address that a page of the entry holds. */
    async act(
      id: string,
      action: 'withdraw' | 'bring-back' | 'edition',
      fields: Fields = {},
    ): Promise<Answer> {
      const page = entryPage(id);
      const from = action === 'bring-back' ? page : `${page}/${action}`;
      const form = formIn((await browser.get(from)).html, `${page}/${action}`);
      return browser.post(`${page}/${action}`, { ...form, ...fields });
    },
  };
}
