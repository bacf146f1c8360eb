/** Rules and groups of signs that have words in `console-triage:rules` and `console-triage:groups`; what has none is called another sign. */
export const RULES = [
  'suicide_acting',
  'suicide_thoughts',
  'self_harm',
  'harm_child_thoughts',
  'shaken_baby',
  'violence_now',
  'child_abuse',
  'child_hurt_by_me',
  'sexual_assault',
  'abduction',
  'missing',
  'poisoning',
  'swallowed_object',
  'choking',
  'drowning',
  'electric_shock',
  'burn',
  'unconscious',
  'injury',
  'fire',
  'traffic_accident',
  'confinement',
  'scam_now',
  'labour_now',
  'infant_fever',
  'danger',
  'dog_bite',
] as const;
export const SIGN_GROUPS = [
  'body',
  'calm',
  'fam',
  'gone',
  'img',
  'job',
  'kid',
  'land',
  'lock',
  'now',
  'oth',
  'past',
  'repro',
  'sex',
  'soc',
  'soon',
  'sui',
  'traf',
  'vio',
] as const;
/** Groups of the thesaurus that have words there as well; some bear the name of a group of signs. */
export const CONCEPT_GROUPS = [
  'assault',
  'body',
  'calm',
  'despair',
  'employ',
  'harass',
  'helper',
  'inst',
  'kin',
  'labor',
  'land',
  'marriage',
  'minor',
  'missing',
  'now',
  'elsewhere',
  'privacy',
  'proc',
  'repro',
  'social',
  'state',
  'time',
  'trafficking',
  'violence',
] as const;
const GROUPS: readonly string[] = [...SIGN_GROUPS, ...CONCEPT_GROUPS];
const OTHER = 'other';

/** What spoke for one conclusion. */
export interface HeadReasons {
  /** A category, `suicide`, `emergency`, `pressing`, `calm`, or whatever a model has. */
  readonly head: string;
  /** Groups of signs, each once. */
  readonly groups: readonly string[];
  /** Her own words, as far as the model reads them. */
  readonly words: readonly string[];
}
export interface Reasons {
  readonly rules: readonly string[];
  readonly heads: readonly HeadReasons[];
}

/** Takes the triage's reasons (`rule:violence_now`, `emergency:@vio.weapon`, `suicide:我想`) apart, in their order. */
export function readReasons(reasons: readonly string[]): Reasons {
  const parts = reasons.map((reason) => {
    const at = reason.indexOf(':');
    return { head: reason.slice(0, at), feature: reason.slice(at + 1) };
  });
  const spoken = parts.filter(({ head }) => head !== 'rule');
  return {
    rules: unique(parts.filter(({ head }) => head === 'rule').map(({ feature }) => known(RULES, feature))),
    heads: unique(spoken.map(({ head }) => head)).map((head) => {
      const features = spoken.filter((part) => part.head === head).map(({ feature }) => feature);
      const isSign = (feature: string) => /^[@%]/.test(feature);
      return {
        head,
        groups: unique(features.filter(isSign).map((feature) => known(GROUPS, groupOf(feature)))),
        words: unique(features.filter((feature) => !isSign(feature)).map(wordsOf)),
      };
    }),
  };
}

const unique = (names: readonly string[]) => [...new Set(names)];
const known = (names: readonly string[], name: string) => (names.includes(name) ? name : OTHER);
/** `@vio.weapon`, `@vio#2` (two signs at least) are of the group `vio`, `%kin.husband` is of `kin`. */
const groupOf = (sign: string) => /^[@%]([a-z]+)/.exec(sign)?.[1] ?? OTHER;
/** `~wo xiang` are syllables, `=beat` is a Latin word, `+打我` is in standard words, `#板凳` a word, `|拿 刀` and `_打我` pairs. */
const wordsOf = (feature: string) =>
  feature.replace(/^[~=+#|_]/, '').replace(/^(?=\p{Script=Han}+ )(.*)$/u, (pair) => pair.replace(' ', ''));
