import { z } from 'zod';
import { type Evidence, MESSAGE_KINDS, type MessageKind, SIGNS, signsOf } from './signs.js';
import weightsData from './weights.json' with { type: 'json' };

const perKind = z.array(z.number()).length(MESSAGE_KINDS.length);
/** `weights.json`, written by `bench/learning/kinds-train.ts`: of each sign its weights by kind, in the order of `MESSAGE_KINDS`. */
export const weightsSchema = z.strictObject({ bias: perKind, weights: z.record(z.enum(SIGNS), perKind) });
export type WeightsData = z.infer<typeof weightsSchema>;

/** How likely each kind is, all evidence together; they add up to 1. */
export type Weighed = Readonly<Record<MessageKind, number>>;

/** True when a kind is likelier than any other. */
export const leads = (weighed: Weighed, kind: MessageKind): boolean =>
  MESSAGE_KINDS.every((other) => other === kind || weighed[other] < weighed[kind]);

const learned = weightsSchema.parse(weightsData);

/** Weighs the evidence: logistic regression over the signs. */
export function weigh(evidence: Evidence, { bias, weights }: WeightsData = learned): Weighed {
  const signs = signsOf(evidence);
  const scores = MESSAGE_KINDS.map((_, k) =>
    SIGNS.reduce((sum, sign) => sum + signs[sign] * (weights[sign][k] ?? 0), bias[k] ?? 0),
  );
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const sum = odds.reduce((a, b) => a + b, 0);
  return Object.fromEntries(MESSAGE_KINDS.map((kind, k) => [kind, (odds[k] ?? 0) / sum])) as Record<
    MessageKind,
    number
  >;
}
