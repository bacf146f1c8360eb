import type { CaseState, ClockKind } from './types.js';

/** What a paper says of her case: that it was told and how far it is; nothing of what it is about. */
export interface Proof {
  readonly number: string;
  readonly registeredAt: Date;
  readonly state: CaseState;
  /** The dates that the law sets. */
  readonly clocks: ReadonlyArray<{ readonly kind: ClockKind; readonly dueAt: Date }>;
}

/** Who may have it: the visit to her case, or the browser that may see the digits. */
export type ProofKey = { readonly visit: string } | { readonly slipToken: string; readonly session: string };

export interface Proving {
  /** What the paper says; that it was asked for is written down. Null when the visit is over or the digits can't be seen any more. */
  proof(key: ProofKey): Promise<Proof | null>;
}

/** 信访工作条例 23 and 34: what she may hold us to. */
export const BY_LAW: readonly ClockKind[] = ['tell_receipt', 'finish'];

/** A sheet of paper in words. */
export interface Sheet {
  /** The language that its first words are in. */
  readonly lang: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly at: Date;
}

/** Sets a sheet as a PDF with its own letters; neither its name nor what it says of itself tells what it is. */
export type PrintSheet = (sheet: Sheet) => Promise<Uint8Array>;
