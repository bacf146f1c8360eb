import { pinyin } from 'pinyin-pro';
import { SINGLE } from './tokens.js';

const SYLLABLE =
  /(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|uan|iao|ian|ing|ang|eng|ong|uai|ai|ei|ao|ou|an|en|in|un|ua|uo|ue|ui|ia|ie|iu|er|[aeiouv])/gy;
/** English words that no pinyin has. */
const ENGLISH =
  /\b(?:the|my|i|is|are|am|was|do|does|how|what|to|of|and|in|for|with|should|when|where|who|have|has|not|or|on|at|we|they|it|this|that|give|help|please|hi|hello|ok)\b/;
/** Words of both: they tell nothing (喝, 么, 有). */
const OF_BOTH = new Set(['can', 'he', 'me', 'she', 'you']);
const FEWEST_SYLLABLES = 4;
/** Share of the Latin words that must read as Mandarin. */
const MOST_FIT = 0.85;

/** The syllables of a Latin word when all of it reads as pinyin ("buxiang" → bu xiang), else null. */
export function syllablesOf(word: string): string[] | null {
  SYLLABLE.lastIndex = 0;
  const found: string[] = [];
  while (SYLLABLE.lastIndex < word.length) {
    const at = SYLLABLE.lastIndex;
    const match = SYLLABLE.exec(word);
    if (!match || match.index !== at) {
      return null;
    }
    found.push(match[0]);
  }
  return found.length > 0 ? found : null;
}

const latinWords = (normalised: string) => normalised.replaceAll('ü', 'v').match(/[a-z]+/g) ?? [];

/** True for Mandarin written in Latin letters without tones: "hai zi fa shao zen me ban", "haizi fashao zenme ban". */
export function isPinyin(normalised: string): boolean {
  if (/\p{Script=Han}/u.test(normalised) || ENGLISH.test(normalised)) {
    return false;
  }
  const words = latinWords(normalised);
  const read = words.map(syllablesOf);
  const syllables = read.reduce((sum, parts) => sum + (parts?.length ?? 0), 0);
  return (
    syllables >= FEWEST_SYLLABLES &&
    read.filter((parts) => parts !== null).length >= MOST_FIT * words.length &&
    hasOftenUsed(read.filter((_, nth) => !OF_BOTH.has(words[nth] ?? '')))
  );
}

/** Syllables without which hardly a sentence of Mandarin is written; an English sentence that reads as pinyin has few of them. */
const OFTEN_USED = new Set(
  'de zi shi bu ge wo ni ta wa le ma me hai er nian dian yi you mei zen ji sui jia xue guo lai qu yao gei dao men na zhe xiao da ren lao shao'.split(
    ' ',
  ),
);
const FEWEST_OFTEN_USED = 2;
const hasOftenUsed = (read: ReadonlyArray<readonly string[] | null>) =>
  read.flatMap((parts) => parts ?? []).filter((syllable) => OFTEN_USED.has(syllable)).length >=
  FEWEST_OFTEN_USED;

/** Syllables and pairs of syllables of a text in Han characters or in pinyin, as tokens. */
export function syllableTerms(normalised: string): Set<string> {
  const terms = new Set<string>();
  for (const [run] of normalised.replaceAll('ü', 'v').matchAll(/\p{Script=Han}+|[a-z]+(?: [a-z]+)*/gu)) {
    const syllables = /^[a-z]/.test(run)
      ? run.split(' ').flatMap((word) => syllablesOf(word) ?? [word])
      : pinyin(run, { toneType: 'none', type: 'array', v: true });
    syllables.forEach((syllable, i) => {
      terms.add(SINGLE + syllable);
      const next = syllables[i + 1];
      if (next !== undefined) {
        terms.add(`${syllable} ${next}`);
      }
    });
  }
  return terms;
}
