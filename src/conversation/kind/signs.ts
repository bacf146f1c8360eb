import type { Standing } from '../../domain/knowledge/index.js';
import { DANGERS, type Likelihoods } from '../../domain/triage/index.js';

/** What a message is for: the six kinds of reply. */
export const MESSAGE_KINDS = [
  'answer',
  'crisis',
  'clarify',
  'out_of_scope',
  'smalltalk',
  'complaint',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** All that is known of a message before it is decided what it is. */
export interface Evidence {
  /** How likely each kind is by its words. */
  readonly likely: Likelihoods;
  /** Whether the hand-written rules meet: danger; a wrong told, and a wrong spoken of; a question for others; small talk. */
  readonly rules: {
    readonly danger: boolean;
    readonly wrongTold: boolean;
    readonly wrong: boolean;
    readonly foreign: boolean;
    readonly smalltalk: boolean;
    readonly courtesy: boolean;
  };
  /** How the best answer stands. */
  readonly standing: Standing;
  /** Characters of the message. */
  readonly length: number;
  readonly asks: boolean;
}

export const SIGNS = [
  'likely_answer',
  'likely_crisis',
  'likely_clarify',
  'likely_out_of_scope',
  'likely_smalltalk',
  'likely_complaint',
  'rule_danger',
  'rule_wrong_told',
  'rule_wrong',
  'rule_foreign',
  'rule_smalltalk',
  'rule_courtesy',
  'substance',
  'little_substance',
  'score',
  'low_score',
  'share',
  'best',
  'pairs',
  'characters',
  'topics',
  'length',
  'asks',
] as const;
export type Sign = (typeof SIGNS)[number];

/** A kind that the words make no more likely than this is as good as excluded. */
const LEAST_LIKELY = 0.001;
const LOW_SCORE = 5;

/** The evidence as numbers of about the same size. */
export function signsOf({ likely, rules, standing, length, asks }: Evidence): Record<Sign, number> {
  const log = (share: number) => Math.log(share + LEAST_LIKELY);
  return {
    likely_answer: log(likely.answer),
    likely_crisis: log(DANGERS.reduce((sum, kind) => sum + likely[kind], 0)),
    likely_clarify: log(likely.clarify),
    likely_out_of_scope: log(likely.out_of_scope),
    likely_smalltalk: log(likely.smalltalk),
    likely_complaint: log(likely.complaint),
    rule_danger: Number(rules.danger),
    rule_wrong_told: Number(rules.wrongTold),
    rule_wrong: Number(rules.wrong),
    rule_foreign: Number(rules.foreign),
    rule_smalltalk: Number(rules.smalltalk),
    rule_courtesy: Number(rules.courtesy),
    substance: Math.min(standing.substance, 12) / 12,
    little_substance: Number(standing.substance < 3),
    score: Math.min(standing.score, 16) / 16,
    low_score: Math.max(0, LOW_SCORE - standing.score) / LOW_SCORE,
    share: standing.share,
    best: standing.best,
    pairs: standing.pairs,
    characters: standing.characters,
    topics: standing.topics / 4,
    length: Math.min(length, 60) / 60,
    asks: Number(asks),
  };
}
