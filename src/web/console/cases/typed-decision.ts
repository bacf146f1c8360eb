import { type Decision, decisionSchema, type Judged } from '../../../domain/cases/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, field } from '../route.js';

/** What was chosen in the form of one message, as it came. */
export interface TypedDecision {
  readonly category: string;
  readonly urgency: string;
  readonly minor: string;
  readonly suicide: string;
  /** The decision that stood on the page. */
  readonly seen: string;
}
export const CHOSEN = ['category', 'urgency', 'minor', 'suicide', 'seen'] as const;

/** A decision as the fields of its form hold it. */
export const typedOf = ({ category, urgency, minor, suicide }: Judged, seen: string): TypedDecision => ({
  category,
  urgency,
  minor: minor ? 'yes' : 'no',
  suicide: suicide ? 'yes' : 'no',
  seen,
});

/** Reads the fields of the form `name`. */
export function readTyped(form: ConsoleCall['form'], name: string): TypedDecision {
  const [category = '', urgency = '', minor = '', suicide = '', seen = ''] = CHOSEN.map((chosen) =>
    field(form, `${chosen}_${name}`),
  );
  return { category, urgency, minor, suicide, seen };
}

/** Throws `bad_request` (400) for what no field offers. */
export function asDecision(typed: TypedDecision | undefined, why: string): Decision {
  const flags = typed && { minor: yesNo(typed.minor), suicide: yesNo(typed.suicide) };
  const read = decisionSchema.safeParse({ ...typed, ...flags, why });
  if (!read.success) {
    throw new AppError('bad_request');
  }
  return read.data;
}

const yesNo = (chosen: string) => (chosen === 'yes' ? true : chosen === 'no' ? false : undefined);
