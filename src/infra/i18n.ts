import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { StartupError } from '../lib/errors.js';

/** The sentence of a key in a language: `say('zh-CN', 'bot:welcome.text', {…})`. */
export type Say = (locale: string, key: string, params?: Readonly<Record<string, string | number>>) => string;

const FALLBACK = 'zh-CN';

/**
 * Loads every `locales/<language>/<room>.json`. One function per language is made once and shared; a key that a
 * language lacks is read in Chinese, one that no language has throws.
 */
export function createSay(folder: string, locales: readonly string[]): Say {
  const resources = Object.fromEntries(
    locales.map((locale) => {
      const rooms = readdirSync(path.join(folder, locale)).filter((name) => name.endsWith('.json'));
      return [
        locale,
        Object.fromEntries(
          rooms.map((room) => [
            room.slice(0, -'.json'.length),
            JSON.parse(readFileSync(path.join(folder, locale, room), 'utf8')) as object,
          ]),
        ),
      ];
    }),
  );
  const i18n = i18next.createInstance();
  void i18n.init({
    resources,
    lng: FALLBACK,
    fallbackLng: FALLBACK,
    supportedLngs: [...locales],
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: (key) => {
      throw new StartupError(`no sentence for the key ${key}`);
    },
  });
  const byLocale = new Map<string, TFunction>(locales.map((locale) => [locale, i18n.getFixedT(locale)]));
  const fallback = i18n.getFixedT(FALLBACK);
  return (locale, key, params) => (byLocale.get(locale) ?? fallback)(key, params ?? {});
}
