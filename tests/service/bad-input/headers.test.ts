import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineTexts, markup, oddTexts } from '../../support/odd-texts.js';
import { tryAll } from '../../support/try-all.js';
import { type Besieged, openBesieged } from './besieged.js';
import { sendRaw } from './send-raw.js';

const canary = `金丝雀${randomUUID()}`;
let house: Besieged;
beforeAll(async () => {
  house = await openBesieged();
});
afterAll(() => house.close('金丝雀'));

/** Ends of lines in every writing. */
const breaks = fc.constantFrom(
  '\r\n',
  '\n',
  '\r',
  '%0d%0a',
  '%0D',
  '%0A',
  '%E5%98%8A%E5%98%8D',
  '\u2028',
  '\\r\\n',
  '%250d%250a',
  '\u560a\u560d',
  '\u0085',
  '\v',
  '\0',
);
const injected = fc.constantFrom(
  `X-Planted: ${canary}`,
  `Set-Cookie: sid=${canary}`,
  'Location: https://evil.example/',
  `{"event":"forged","level":50}`,
  '<script>window.__hit=1</script>',
);
const hostile = fc
  .tuple(breaks, injected, fc.oneof(oddTexts, machineTexts, markup))
  .map(([end, line, text]) => `${canary}${text}${end}${line}`);
const places = [
  'User-Agent',
  'Referer',
  'Cookie',
  'Origin',
  'Accept-Language',
  'X-Forwarded-For',
  'X-Request-Id',
  'Accept',
  'query',
  'path',
  'lang',
  'why',
  'host',
] as const;
const paths = fc.constantFrom(
  '/',
  '/help',
  '/help/done',
  '/r',
  '/r/open',
  '/chat',
  '/leave',
  '/learn',
  '/tips',
  '/console',
  '/console/sign-in',
);

const KNOWN =
  /^(cache-control|connection|content-|cross-origin|date|keep-alive|origin-agent|permissions-policy|referrer-policy|retry-after|set-cookie|transfer-encoding|vary|x-content-type|x-dns|x-download|x-frame|x-permitted|x-xss|x-robots|location|clear-site-data|allow|strict-transport|chat-|accept-ranges|etag|last-modified)/i;

describe('B14: ends of lines in what a browser says of itself and where it goes', () => {
  it('add no header, lead nowhere else and never stand in the log', { timeout: 120_000 }, async () => {
    await tryAll(fc.tuple(fc.constantFrom(...places), paths, hostile), async ([place, path, text]) => {
      const inAddress = /[\0-\x20\x7f-\uffff]/u.test(text) ? encodeURIComponent(text) : text;
      const isHeader = !['query', 'path', 'lang', 'why', 'host'].includes(place);
      const target =
        place === 'query'
          ? `${path}?x=${inAddress}`
          : place === 'lang'
            ? `${path}?lang=${inAddress}`
            : place === 'why'
              ? `/leave?why=${inAddress}`
              : place === 'path'
                ? `${path === '/' ? '' : path}/${inAddress}`
                : path;
      const more = isHeader
        ? [`${place}: ${text}`]
        : place === 'host'
          ? [`X-Forwarded-Host: ${text.replace(/[\r\n\0]/g, '')}`]
          : [];
      const answer = await sendRaw(house.app.url, {
        head: [`GET ${target.slice(0, 3000)} HTTP/1.1`, ...more, 'Connection: close'],
      });
      // with true ends of lines the last part is a request header of its own: none of ours
      expect([200, 301, 302, 303, 400, 401, 403, 404, 431, 503]).toContain(answer.status);
      const heads = (answer.text.split('\r\n\r\n')[0] ?? '').split('\r\n').slice(1);
      expect(heads.filter((line) => !KNOWN.test(line))).toEqual([]);
      expect(heads.join('\n')).not.toContain('金丝雀');
      expect(heads.join('\n')).not.toMatch(/[^\x20-\x7e\n]/);
      const location = heads.find((line) => /^location:/i.test(line));
      expect(
        location === undefined ||
          /^location: (\/(?![/\\])|https:\/\/www\.weather\.com\.cn\/)/i.test(location),
      ).toBe(true);
      expect(answer.text.includes('window.__hit=1</script>')).toBe(false);
    });
    for (const line of house.app.logged) {
      expect(() => JSON.parse(line) as unknown).not.toThrow();
      expect(line).not.toMatch(/[\r\n\u2028]|forged|evil\.example/);
    }
    expect(house.app.logged.length).toBeGreaterThan(500);
  });
});
