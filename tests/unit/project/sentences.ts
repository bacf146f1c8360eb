import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The languages of the interface. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every sentence of a language: `room:path.to.key` → sentence. */
export type Sentences = ReadonlyMap<string, string>;

export function readSentences(language: Language): Sentences {
  const folder = path.join('locales', language);
  const rooms = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    rooms.flatMap((file) =>
      flatten(JSON.parse(readFileSync(path.join(folder, file), 'utf8')), `${path.parse(file).name}:`, ''),
    ),
  );
}

function flatten(value: unknown, room: string, at: string): Array<[string, string]> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) => flatten(inner, room, at ? `${at}.${key}` : key));
  }
  return [[room + at, typeof value === 'string' ? value : '']];
}

/** The names in `{{…}}`, in alphabetical order, each once; `sub_han` is `sub` in Chinese figures. */
export function parameters(sentence: string): string[] {
  const names = [...sentence.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(
    (match) => match[1]?.replace(/_han$/, '') ?? '',
  );
  return [...new Set(names)].sort();
}

/** All files below a folder of the repository. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? (entry.name === 'generated' ? [] : filesIn(file)) : [file];
  });
}
