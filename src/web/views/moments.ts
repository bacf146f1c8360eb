export { deadlineIn, timeIn } from '../../lib/moments.js';
