import type { DangerResult } from './danger-scale.js';

/**
 * Whether high danger stands after several assessments, the newest first. What she once suffered (a special yes) stands for good; a high sum stands
 * until a later assessment knows enough to exclude it: answers that are unknown take nothing back.
 */
export function isHighStanding(results: readonly DangerResult[]): boolean {
  const telling = results.find(({ level, worst }) => level === 'high' || worst !== 'high');
  return telling?.level === 'high' || results.some(({ special }) => special);
}
