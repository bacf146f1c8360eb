import { isPinyin } from './pinyin.js';

/** Words by which English is known. */
const ENGLISH =
  /\b(?:the|my|is|are|do|does|how|what|can|to|of|and|in|for|with|should|when|where|who|hi|hello|thanks?|kids?|child|children|baby|son|daughter)\b/;

/** The language that a normalised text is written in; undefined when its words don't tell. */
export function languageOf(normalised: string): 'zh-CN' | 'en' | undefined {
  if (/\p{Script=Han}/u.test(normalised) || isPinyin(normalised)) {
    return 'zh-CN';
  }
  return ENGLISH.test(normalised) ? 'en' : undefined;
}
