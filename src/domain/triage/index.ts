export { COMPLAINT_CATEGORIES, type ComplaintCategory } from './complaint-categories.js';
export {
  complaintCuesSchema,
  createComplaintCues,
  type ComplaintCues,
  type ComplaintCuesData,
} from './complaint-cues.js';
export { type ConceptsData, conceptsSchema } from './concepts.js';
export { LONGEST_READ } from './kind-features.js';
export { createReadKind, DANGERS, type Kind, KINDS, type Likelihoods, type ReadKind } from './kinds.js';
export { createReader, type Reader, type Reading } from './reader.js';
export { redFlagsSchema, type RedFlagsData } from './red-flags-data.js';
export { createRedFlags, type RedFlags } from './red-flags.js';
export { windowsOf } from './windows.js';
export { createTriage, type Triage, URGENCIES, type Urgency } from './triage.js';
export { categoriesSchema, type CategoriesData, type CategoryLeaf, type LawCitation } from './categories.js';
