import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { StartupError } from '../lib/errors.js';
import { type FiguresInUse, holdFigures, readShippedFigures } from './figures.js';

/** The sentence of a key in a language: `say('zh-CN', 'bot:welcome.text', {…})`. */
export type Say = (locale: string, key: string, params?: Readonly<Record<string, string | number>>) => string;

const FALLBACK = 'zh-CN';
/** The place of a figure in a sentence: `{{figure.hours_12338}}`. */
const FIGURE = /\{\{\s*figure\.([^}\s]*)\s*\}\}/g;

interface Room {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

/**
 * Loads every `locales/<language>/<room>.json`. One function per language is made once and shared; a key that a
 * language lacks is read in Chinese, one that no language has throws. A sentence with a figure says the one in use at that moment.
 * Throws `StartupError` naming the file when a sentence has a place for a figure that is unknown.
 */
export function createSay(
  folder: string,
  locales: readonly string[],
  figures: FiguresInUse = holdFigures(readShippedFigures(folder)),
): Say {
  const resources = Object.fromEntries(
    locales.map((locale) => {
      const rooms = readRooms(folder, locale);
      rooms.forEach((room) => refuseUnknown(room, figures));
      return [locale, Object.fromEntries(rooms.map(({ name, text }) => [name, JSON.parse(text) as object]))];
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
  return (locale, key, params) =>
    (byLocale.get(locale) ?? fallback)(key, { ...params, figure: figures.words(locale) });
}

/** In how many places of the sentences of a language each figure stands. */
export function figuresInSentences(folder: string, locale: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of readRooms(folder, locale).flatMap(({ text }) => figuresIn(text))) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function readRooms(folder: string, locale: string): Room[] {
  const names = readdirSync(path.join(folder, locale)).filter((name) => name.endsWith('.json'));
  return names.map((name) => {
    const file = path.join(folder, locale, name);
    return { file, name: name.slice(0, -'.json'.length), text: readFileSync(file, 'utf8') };
  });
}

const figuresIn = (text: string) => [...text.matchAll(FIGURE)].map(([, id = '']) => id);

function refuseUnknown({ file, text }: Room, figures: FiguresInUse): void {
  const unknown = figuresIn(text).find((id) => !figures.all().has(id));
  if (unknown !== undefined) {
    const line = text.slice(0, text.indexOf(`figure.${unknown}`)).split('\n').length;
    throw new StartupError(`${file}: line ${line}: there is no figure ${unknown}`);
  }
}
