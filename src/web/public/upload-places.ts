import { AppError } from '../../lib/errors.js';

/** So many uploads at once: of one case, of one network, in this process. */
const MOST = { case: 2, network: 6, all: 32 };

/** Keeps one case, or one network, from taking every place. */
export interface UploadPlaces {
  /** Takes a place. Throws `busy` (503). @returns how to leave it; once more changes nothing */
  take(caseId: string, network: string): () => void;
}

export function createUploadPlaces(): UploadPlaces {
  const taken = new Map<string, number>();
  const count = (key: string, by: number) => {
    const now = (taken.get(key) ?? 0) + by;
    if (now === 0) {
      taken.delete(key);
    } else {
      taken.set(key, now);
    }
  };
  return {
    take(caseId, network) {
      const keys: ReadonlyArray<readonly [string, number]> = [
        [`case:${caseId}`, MOST.case],
        [`network:${network}`, MOST.network],
        ['all', MOST.all],
      ];
      if (keys.some(([key, most]) => (taken.get(key) ?? 0) >= most)) {
        throw new AppError('busy', 503);
      }
      keys.forEach(([key]) => count(key, 1));
      let isLeft = false;
      return () => {
        if (!isLeft) {
          isLeft = true;
          keys.forEach(([key]) => count(key, -1));
        }
      };
    },
  };
}
