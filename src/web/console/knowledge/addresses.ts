import type { EntryName } from '../../../domain/knowledge/index.js';

export const LIST = '/console/knowledge';
export const entryAddress = ({ locale, id }: EntryName): string => `${LIST}/entries/${locale}/${id}`;
export const draftAddress = (id: string): string => `${LIST}/drafts/${id}`;
