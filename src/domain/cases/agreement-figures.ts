/** Numbers of messages. Urgency and minors are counted by the category that was suggested. */
export interface AgreementFigures {
  readonly suggested: number;
  readonly decided: number;
  /** The category was decided as suggested. */
  readonly same: number;
  readonly raised: number;
  readonly lowered: number;
  /** That a minor is concerned was added, or taken off. */
  readonly minorSet: number;
  readonly minorTaken: number;
}

/** What was decided in a month, held against what had been suggested. */
export interface Agreement {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Only categories that were suggested or decided, in the order in which they are given. */
  readonly lines: ReadonlyArray<AgreementFigures & { readonly category: string }>;
  readonly total: AgreementFigures;
  /** Messages of which category, urgency and minor were all decided as suggested. */
  readonly whole: number;
}
