import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';

export interface PagerProps {
  readonly tongue: Tongue;
  /** From 1. */
  readonly page: number;
  readonly total: number;
  readonly perPage: number;
  /** The address of a page with the filter that is in use. */
  readonly href: (page: number) => string;
}

/** How many there are, and the pages before and after. */
export function Pager({ tongue: { say }, page, total, perPage, href }: PagerProps): JSX.Element {
  const pages = Math.max(1, Math.ceil(total / perPage));
  return (
    <nav class="pager" aria-label={say('console:pager.label')}>
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          {say('console:pager.before')}
        </a>
      )}
      <span>{say('console:pager.where', { page, pages, total })}</span>
      {page < pages && (
        <a href={href(page + 1)} rel="next">
          {say('console:pager.after')}
        </a>
      )}
    </nav>
  );
}

/** The number of a page in a query; 1 for anything that is none. */
export function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
