import { type EntryQuery, LISTED } from '../../../domain/knowledge/index.js';
import type { ConsoleCall } from '../route.js';
import { pageNumber } from '../views/pager.js';
import { LIST } from './addresses.js';

/** Longest search, in characters. */
export const MOST_SEARCHED = 60;

/** What is asked for; whatever can't be is left out. */
export function readListQuery({ words, topic, locale, listed, page }: ConsoleCall['query']): EntryQuery {
  return {
    words: [...(words ?? '').replaceAll('\0', '').trim()].slice(0, MOST_SEARCHED).join(''),
    topic: topic ?? '',
    locale: locale ?? '',
    listed: LISTED.find((known) => known === listed) ?? 'all',
    page: pageNumber(page),
  };
}

/** The address of a page of the same list. */
export function listAddress({ words, topic, locale, listed }: EntryQuery, page: number): string {
  const asked = Object.entries({ words, topic, locale, listed: listed === 'all' ? '' : listed }).filter(
    ([, value]) => value !== '',
  );
  return `${LIST}?${new URLSearchParams([...asked, ['page', String(page)]]).toString()}`;
}
