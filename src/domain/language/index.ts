export { AGE_BANDS, bandOfYears, bandsOf, type AgeBand } from './age.js';
export { createLexicon, lexiconSchema, type Lexicon, type LexiconData } from './lexicon.js';
export { clauses, hasWords, LONGEST_MESSAGE, normalise, squeeze } from './normalise.js';
export { isPinyin, syllablesOf, syllableTerms } from './pinyin.js';
export { SINGLE, tokenise } from './tokens.js';
export {
  createPhrases,
  OUT_OF_SCOPE_REASONS,
  outOfScopeSchema,
  talkPhrasesSchema,
  type Command,
  type FeedbackWord,
  type FormWord,
  type OutOfScopeData,
  type OutOfScopeReason,
  type Phrases,
  type SmallTalk,
  type TalkPhrasesData,
} from './phrases.js';
export { languageOf } from './language-of.js';
export { createWordFinder, type WordFinder } from './word-finder.js';
