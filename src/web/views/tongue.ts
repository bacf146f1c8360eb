import type { Locale, Say } from '../../conversation/types.js';

/** A language with its sentences: what every view speaks with. */
export interface Tongue {
  readonly locale: Locale;
  /** The sentence of a key of `web.json`, e.g. `home.heading`. */
  readonly t: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** The sentence of a key with its room, e.g. `console:home.title`. */
  readonly say: (key: string, params?: Readonly<Record<string, string | number>>) => string;
}

export function createTongue(say: Say, locale: Locale): Tongue {
  return {
    locale,
    t: (key, params) => say(locale, `web:${key}`, params),
    say: (key, params) => say(locale, key, params),
  };
}
