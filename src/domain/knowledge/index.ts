export { createKnowledgeStore, type KnowledgeStore } from './knowledge-store.js';
export { createKnowledge, type AskOptions, type Decision, type Knowledge, type Standing } from './answering.js';
export { createCite, lawsSchema, type LawsData } from './citations.js';
export {
  createQuestionDesk,
  MOST_ANSWER,
  type QuestionDesk,
  type QuestionDeskDeps,
} from './answer-question.js';
export {
  type AnsweredQuestion,
  createGapStore,
  type Gap,
  type GapStore,
  type OpenQuestion,
} from './gap-store.js';
export { FEATURES, type Features } from './ranking.js';
export {
  AUDIENCES,
  knowledgeEntrySchema,
  topicFileSchema,
  translationFileSchema,
  type KnowledgeEntry,
  type Source,
} from './schema.js';
export { createSearchIndex, termsOf, type Candidate, type SearchIndex } from './search.js';
