import { GAP_REASONS, type GapReason } from '../../../domain/knowledge/index.js';
import { pageNumber } from '../views/pager.js';

/** Which groups a list shows. */
export interface ListQuery {
  /** All when not given. */
  readonly reason?: GapReason;
  /** From 1. */
  readonly page: number;
}

/** Reads the query of the list; what the field does not offer counts as not asked. */
export function readListQuery(query: Readonly<Record<string, string>>): ListQuery {
  const reason = GAP_REASONS.find((known) => known === query.reason);
  return { ...(reason && { reason }), page: pageNumber(query.page) };
}

/** The address of a list. */
export function listAddress({ reason, page }: ListQuery): string {
  const asked = { ...(reason && { reason }), page: String(page) };
  return `/console/questions?${new URLSearchParams(asked).toString()}`;
}
