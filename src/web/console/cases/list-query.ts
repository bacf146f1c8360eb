import { CASE_STATES, type CaseFilter, URGENCIES } from '../../../domain/cases/index.js';
import { pageNumber } from '../views/pager.js';

/** Which cases a list shows: those that are open, those with a message or a deadline that waits, or all. */
export const SHOWN = ['open', 'unread', 'overdue', 'all'] as const;

/** What the fields above the list say; an empty one asks for nothing. */
export interface ListQuery {
  readonly show: (typeof SHOWN)[number];
  readonly state: string;
  readonly urgency: string;
  readonly page: number;
}

/** Reads the query of the list; what no field offers counts as not asked. */
export function readListQuery(query: Readonly<Record<string, string>>): ListQuery {
  const known = (values: readonly string[], value = '') => (values.includes(value) ? value : '');
  return {
    show: SHOWN.find((name) => name === query.show) ?? 'open',
    state: known(CASE_STATES, query.state),
    urgency: known(URGENCIES, query.urgency),
    page: pageNumber(query.page),
  };
}

/** What is asked of the list. A single case is looked for elsewhere, with a reason. */
export function asFilter({ show, state, urgency, page }: ListQuery): CaseFilter {
  return {
    ...(show === 'open' && state === '' && { open: true as const }),
    ...(show === 'unread' && { unread: true as const }),
    ...(show === 'overdue' && { overdue: true as const }),
    ...withChoice('state', CASE_STATES, state),
    ...withChoice('urgency', URGENCIES, urgency),
    page,
  };
}

function withChoice<Name extends string, Value extends string>(
  name: Name,
  values: readonly Value[],
  value: string,
): Partial<Record<Name, Value>> {
  const found = values.find((known) => known === value);
  return found === undefined ? {} : ({ [name]: found } as Record<Name, Value>);
}

/** The address of another page of the same list. */
export function listAddress({ show, state, urgency }: ListQuery, page: number): string {
  const asked = Object.entries({ show, state, urgency, page: String(page) });
  return `/console/cases?${new URLSearchParams(asked.filter(([, value]) => value !== '')).toString()}`;
}
