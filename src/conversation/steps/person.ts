import { nobodyThere } from '../nobody-there.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Locale, Setting } from '../types.js';

/** How to speak to a person, and what to do when nobody is there. */
export function personLines({ say }: TurnDeps, locale: Locale, { duty }: Setting): string[] {
  const nobody = nobodyThere(duty, 'person', { locale, say: (key, params) => say(locale, key, params) });
  return [say(locale, 'bot:human.text'), ...(nobody ? [nobody] : [])];
}
