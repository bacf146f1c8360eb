import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import {
  type Calendar,
  calendarSchema,
  themeFileSchema,
  themeTranslationSchema,
  type Tip,
} from '../domain/tips/index.js';
import { StartupError } from '../lib/errors.js';
import { readYaml } from './read-yaml.js';

/** A theme that people subscribe to, in one language. */
export interface Theme {
  readonly id: string;
  readonly title: string;
}

/** The shipped tips and the calendar that brings them. */
export interface TipsEdition {
  /** Every tip in every language that has it; Chinese has all. */
  readonly tips: readonly Tip[];
  /** Themes by language, in the order of the files. */
  readonly themes: ReadonlyMap<string, readonly Theme[]>;
  readonly calendar: Calendar;
}

function readThemes<T extends { theme: string }>(folder: string, schema: z.ZodType<T>): T[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => {
    const file = path.join(folder, name);
    const content = readYaml(file, schema);
    if (`${content.theme}.yaml` !== name) {
      throw new StartupError(`${file}: theme is ${content.theme}, the file is named otherwise`);
    }
    return content;
  });
}

function unique(ids: readonly string[], file: string): Set<string> {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new StartupError(`${file}: the id ${twice} stands twice`);
  }
  return new Set(ids);
}

function known(ids: ReadonlySet<string>, asked: readonly string[], where: string): void {
  const missing = asked.find((id) => !ids.has(id));
  if (missing !== undefined) {
    throw new StartupError(`${where}: there is no ${missing}`);
  }
}

/** Reads and checks tips and calendar in a `locales` folder. Throws `StartupError` naming file and field of the first mistake. */
export function readTipsEdition(folder: string): TipsEdition {
  const at = (locale: string) => path.join(folder, locale, 'tips');
  const chinese = readThemes(at('zh-CN'), themeFileSchema);
  const english = readThemes(at('en'), themeTranslationSchema);
  const tips: Tip[] = chinese.flatMap((file) =>
    file.tips.map((tip) => ({ ...tip, locale: 'zh-CN', theme: file.theme })),
  );
  const themeIds = new Set(chinese.map((file) => file.theme));
  const tipIds = unique(
    tips.map((tip) => tip.id),
    at('zh-CN'),
  );
  for (const tip of tips) {
    known(themeIds, tip.topics, `${path.join(at('zh-CN'), tip.theme)}.yaml: topics of ${tip.id}`);
  }
  unique(
    english.flatMap((file) => file.tips.map((tip) => tip.id)),
    at('en'),
  );
  const byId = new Map(tips.map((tip) => [tip.id, tip]));
  for (const file of english) {
    for (const translated of file.tips) {
      const original = byId.get(translated.id);
      if (original?.theme !== file.theme) {
        throw new StartupError(
          `${path.join(at('en'), file.theme)}.yaml: ${translated.id} has no Chinese tip in this theme`,
        );
      }
      tips.push({ ...original, ...translated, locale: 'en' });
    }
  }
  const calendarFile = path.join(folder, 'calendar.yaml');
  const calendar = readYaml(calendarFile, calendarSchema);
  unique(
    calendar.occasions.map((occasion) => occasion.id),
    calendarFile,
  );
  for (const occasion of calendar.occasions) {
    known(tipIds, occasion.tips, `${calendarFile}: tips of ${occasion.id}`);
  }
  const names = (files: ReadonlyArray<{ theme: string; title: string }>) =>
    files.map(({ theme, title }) => ({ id: theme, title }));
  return {
    tips,
    themes: new Map([
      ['zh-CN', names(chinese)],
      ['en', names(english)],
    ]),
    calendar,
  };
}
