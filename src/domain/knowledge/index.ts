export { createGapStore, type Gap, type GapStore } from './gap-store.js';
export { AUDIENCES, knowledgeEntrySchema, topicFileSchema, translationFileSchema, type KnowledgeEntry, type Source } from './schema.js';
export { createSearchIndex, type Candidate, type SearchIndex } from './search.js';
