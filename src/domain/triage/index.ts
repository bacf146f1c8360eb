export {
  COMPLAINT_CATEGORIES,
  complaintCuesSchema,
  createComplaintCues,
  type ComplaintCategory,
  type ComplaintCues,
  type ComplaintCuesData,
} from './complaint-cues.js';
export { createRedFlags, redFlagsSchema, type RedFlags, type RedFlagsData } from './red-flags.js';
export { createReader, type Reader, type Reading } from './reader.js';
