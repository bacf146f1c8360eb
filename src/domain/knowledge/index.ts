export { createKnowledgeStore, type KnowledgeStore } from './knowledge-store.js';
export {
  createKnowledge,
  LEAST_SCORE,
  type AskOptions,
  type Decision,
  type Knowledge,
  type Standing,
} from './answering.js';
export { createKnowledgeDesk } from './desk.js';
export type { KnowledgeDeskDeps } from './desk-deps.js';
export { countConflicts, countDue, ENTRIES_A_PAGE } from './desk-list-store.js';
export { dueBy } from './desk-reading.js';
export {
  type DraftFile,
  type DraftTrial,
  type EntryFile,
  type EntryList,
  type EntryQuery,
  type KnowledgeDesk,
  type Listed,
  LISTED,
  type ListedEntry,
  type Misled,
  type ShownVersion,
  type Tried,
} from './desk-types.js';
export {
  type DraftContent,
  type DraftSource,
  emptyDraft,
  entryFromDraft,
  longestAnswer,
  NO_SOURCE,
} from './draft.js';
export { type Shortcoming, shortcomingsOf } from './draft-shortcomings.js';
export { checkPhrasings } from './draft-thefts.js';
export type { EntryName, PublishedEntry } from './knowledge-store.js';
export { type ChangeFeed, followChanges } from './live-following.js';
export { createLiveKnowledge, type LiveKnowledge } from './live.js';
export { type Change, changesBetween, ENTRY_PARTS, type EntryPart, linesOf } from './version-changes.js';
export { bumpRevision, CHANGES, readRevision } from './revision-store.js';
export { createCite, lawsSchema, type LawsData } from './citations.js';
export { type AnswerCount, type AnswerCountStore, createAnswerCountStore } from './answer-count-store.js';
export {
  createQuestionDesk,
  MOST_ANSWER,
  type OpenedQuestion,
  type QuestionDesk,
  type QuestionDeskDeps,
  type QuestionGroup,
  UNHELPFUL_DAYS,
} from './answer-question.js';
export {
  type AnsweredQuestion,
  createGapStore,
  type Gap,
  GAP_REASONS,
  type GapReason,
  type GapStore,
  type OpenQuestion,
} from './gap-store.js';
export { groupQuestions, tellingTerms } from './group-questions.js';
export { FEATURES, type Features } from './ranking.js';
export {
  AUDIENCES,
  ENTRY_LIMITS,
  knowledgeEntrySchema,
  topicFileSchema,
  translationFileSchema,
  type KnowledgeEntry,
  type Source,
} from './schema.js';
export { createSearchIndex, termsOf, type Candidate, type SearchIndex } from './search.js';
export {
  createFigureDesk,
  type FigureDesk,
  type FigureDeskDeps,
  type FigureForm,
  type FigureSheet,
  mayEditFigure,
  versionOf as figureVersionOf,
} from './figure-desk.js';
export { fillPlaces, placesIn } from './figure-places.js';
export { createFigureStore, type FigureStore } from './figure-store.js';
export {
  currentFigures,
  type Figure,
  FIGURE_GROUPS,
  type FigureGroup,
  figureWordsOf,
  type Figures,
  figuresFileSchema,
  MOST_FIGURE,
  mostOf,
  overlongField,
  type OwnFigure,
  placesOf,
  unknownPlace,
  withFigures,
} from './figures.js';
