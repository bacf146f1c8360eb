import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';

const read = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, '../../../src/web/public/assets', name), 'utf8');

describe('what an Android WebView of 2018 gets', () => {
  it.each(['chat.js', 'safe.js'])('is a script, %s, in a language it knows', async (name) => {
    const { code } = await transform(read(name), { target: 'chrome61', minify: true });
    const { code: asWritten } = await transform(read(name), { target: 'esnext', minify: true });
    expect(code).toBe(asWritten);
    expect(read(name)).not.toMatch(
      /replaceChildren|\.at\(|\.flat\(|replaceAll|structuredClone|AbortController|\.submitter|\.finally\(|localStorage|sessionStorage|indexedDB|innerHTML/,
    );
  });

  it('is a style sheet without what came later', async () => {
    const css = read('site.css').replace(/\/\*[\s\S]*?\*\//g, '');
    const later =
      /:is\(|:where\(|:has\(|:focus-visible|inset\s*:|clamp\(|min\(|max\(|aspect-ratio|[\s;{]gap\s*:|@layer|@container|@import|url\(|dvh|color-mix|overflow-wrap:\s*anywhere/;
    expect(later.exec(css)?.[0]).toBeUndefined();
    const { warnings } = await transform(css, { loader: 'css', target: 'chrome61' });
    expect(warnings).toEqual([]);
  });
});
