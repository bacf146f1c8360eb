import { pinyin } from 'pinyin-pro';
import { SINGLE } from './tokens.js';

/** A syllable of Mandarin without its tone. */
const SYLLABLE =
  /^(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|v|ve|ue|er|m|n)$/;
/** English words that are spelled like syllables. */
const ENGLISH =
  /\b(?:the|my|is|are|do|does|how|what|can|to|of|and|in|for|with|should|when|where|who|have|has|not|or|on|at)\b/;
const FEWEST_SYLLABLES = 4;

/** True for Mandarin written in Latin letters without tones: "hai zi fa shao zen me ban". */
export function isPinyin(normalised: string): boolean {
  const words = normalised.match(/[a-z]+/g) ?? [];
  return (
    words.length >= FEWEST_SYLLABLES &&
    !/\p{Script=Han}/u.test(normalised) &&
    !ENGLISH.test(normalised) &&
    words.filter((word) => SYLLABLE.test(word)).length / words.length > 0.9
  );
}

/** Syllables and pairs of syllables of a text in Han characters or in pinyin, as tokens. */
export function syllableTerms(normalised: string): Set<string> {
  const terms = new Set<string>();
  for (const [run] of normalised.matchAll(/\p{Script=Han}+|[a-z]+(?: [a-z]+)*/gu)) {
    const syllables = /^[a-z]/.test(run)
      ? run.split(' ')
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
