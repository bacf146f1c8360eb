import { type Lexicon, normalise, squeeze } from '../language/index.js';
import { type ConceptsData, createConceptFinder } from './concepts.js';
import { createFeatures } from './features.js';
import { createLinearModel, type LinearModel, modelSchema } from './linear-model.js';
import { createNameless } from './names.js';
import modelData from './model.json' with { type: 'json' };
import type { RedFlagsData } from './red-flags-data.js';

/** A message as the rules and the model see it. */
export interface Reading {
  /** The message in one spelling, and without blanks; then the same in standard words. Patterns meet any of them. */
  readonly forms: readonly string[];
  readonly features: readonly string[];
  readonly scores: ReadonlyMap<string, number>;
}

export interface Reader {
  read(text: string): Reading;
  /** The features alone, for training. */
  features(text: string): string[];
  compile(source: string): RegExp;
  readonly model: LinearModel;
}

/** Greetings before and thanks after say nothing of what happened, and must not dilute it. */
const GREETING =
  /^(?:(?:您好|你好|大家好|喂|hello|hi|麻烦您了?|麻烦你了?|打扰了?|不好意思|请问一下)[,.!~:;\s。，！、]*)+/u;
const THANKS =
  /(?:[,.!~;\s。，！、]*(?:谢谢(?:您|你|了|大家)?|多谢|感谢(?:您|你)?|麻烦(?:您|你)了|拜托了?|thanks?(?: you)?))+[,.!~\s。，！]*$/u;
/** An act that is denied: "没有打我", "没有拿菜刀追我", "没有想死"; "没打通", "没打死" deny nothing. */
const DENIED =
  /(?:没有|没得|没|从不|从没|并未|未曾) ?(?:再|在|真的?|被|去)? ?(?:打(?!通|算|招呼|电话|扰|听|卡|工|针|开|死|断|中)|踢|踹|扇|掐|揍|抽我|捶|捅|砍|动手|动过手|追|杀|威胁|(?:拿|提|举)(?:起|着|了)?.{0,2}(?:刀|斧|棍)|(?:想|要) ?(?:死|自杀|轻生|寻死)|不想活|想不开|自杀|轻生)[^,.!?;:。，！？；：\n]{0,12}/gu;

/** "作业多得想死": what heat, hunger or homework make of somebody is no wish. Pain, tiredness and sorrow may be one and stay. */
const EXAGGERATED =
  /(?<=(?:作业|功课|卷子|加班|堵车|热|困|饿|丑|馋|笑|尴尬|冷|无聊|难吃|难看|土|贵|好笑|社死)[^,.!?;:。，！？；：\n]{0,6}(?:得|到|的)(?:我|人)?(?:都|真)?)(?:想|要)死(?:了|人)?/gu;

/** The message in one spelling as rules and model read it: without greetings, with denied acts and exaggerations named as such. */
const spelled = (text: string) =>
  normalise(text)
    .replace(GREETING, '')
    .replace(THANKS, '')
    .replace(DENIED, '没那样')
    .replace(EXAGGERATED, '得很');

/** Compiles the word lists and signs once. The last message read is kept: rules, cues and triage read the same one. */
export function createReader(data: RedFlagsData, concepts: ConceptsData, lexicon: Lexicon): Reader {
  const lists: Record<string, string> = { ...data.words, fiction: data.fiction, study: data.study };
  const compile = (source: string) =>
    new RegExp(
      source.replace(/\{(\w+)\}/g, (all, name: string) => (lists[name] ? `(?:${lists[name]})` : all)),
      'u',
    );
  const features = createFeatures(
    Object.entries(data.signs).map(([name, source]) => ({ name, pattern: compile(source) })),
    createConceptFinder(concepts),
  );
  const model = createLinearModel(modelSchema.parse(modelData));
  let last: { text: string; reading: Reading } | undefined;

  const nameless = createNameless(concepts.names);
  const plainOf = (text: string) => nameless(spelled(text));

  function read(text: string): Reading {
    if (last?.text === text) {
      return last.reading;
    }
    const plain = plainOf(text);
    const forms = [...new Set([squeeze(plain), squeeze(lexicon.standardise(plain)), plain])];
    const found = features(plain, squeeze(lexicon.standardise(plain)));
    const reading = { forms, features: found, scores: model.score(found) };
    last = { text, reading };
    return reading;
  }
  return { read, features: (text) => [...read(text).features], compile, model };
}
