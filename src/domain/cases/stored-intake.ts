import type { Intake } from './intake.js';

/** A report as it is kept: with the version of the consent's words that she was shown. */
export type StoredIntake = Intake & { readonly consent_version?: number };

/** How she is reached safely: shown in one place alone, after its rules have been read. */
const GUARDED = [
  'phone',
  'safe_time',
  'answerer',
  'voicemail',
  'code_word',
  'neutral',
  'neutral_words',
] as const;
/** A report without that. */
type Guarded = (typeof GUARDED)[number];
export type ToldIntake = Omit<StoredIntake, Guarded> & { readonly [Name in Guarded]?: never };

export function toldIn(intake: StoredIntake): ToldIntake {
  const told: Record<string, unknown> = { ...intake };
  for (const name of GUARDED) {
    delete told[name];
  }
  return told as unknown as ToldIntake;
}

/** Whom the first words of the consent named; who agreed to them agreed to these. */
const NAMED_AT_FIRST = ['police', 'civil_affairs', 'court', 'school'] as const;

/** Questions that had another name in the form's first edition. */
export const RENAMED: Readonly<Record<string, string>> = { place: 'place_of_harm', consent: 'share' };

/** Answers under today's names, also those that were given under the names of the form's first edition. */
export function inTodaysNames(kept: object): object {
  const { place, consent, wish, ...rest } = kept as Record<string, unknown>;
  return {
    ...rest,
    ...(place === undefined ? {} : { place_of_harm: place }),
    ...(wish === undefined ? {} : { wish: [wish].flat() }),
    ...(consent === 'yes' ? { share: [...NAMED_AT_FIRST] } : {}),
  };
}

/** A report as it was kept, whatever the edition of the form. */
export const readStored = (kept: object): StoredIntake =>
  ({ consent_version: 1, ...inTodaysNames(kept) }) as unknown as StoredIntake;
