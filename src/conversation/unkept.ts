import type { FeedbackMemory, Session, Setting, TurnResult } from './types.js';

/**
 * Where words are stored abroad, or others read along, nothing that she tells is kept before her separate consent (个人信息保护法 29,
 * 39): of a turn with a sensitive answer the talk remembers what it knew before, and never her words.
 */
export function keepNothingTold(before: Session, result: TurnResult, setting: Setting): TurnResult {
  if (hasAgreed(result, setting) || !result.replies.some(({ sensitive }) => sensitive)) {
    return result;
  }
  const { told: _told, last: _last, pending, feedback, ...rest } = result.session;
  return {
    ...result,
    session: {
      ...rest,
      ...(before.last ? { last: before.last } : {}),
      ...(pending?.kind === 'forget' ? { pending } : {}),
      ...(feedback ? { feedback: withoutNewWords(before.feedback, feedback) } : {}),
    },
  };
}

const hasAgreed = ({ effects }: TurnResult, { place, consents }: Setting): boolean =>
  place === 'here' ||
  consents.includes('telegram_report') ||
  effects.some((effect) => effect.type === 'give_consent' && effect.purpose === 'telegram_report');

function withoutNewWords(before: FeedbackMemory | undefined, after: FeedbackMemory): FeedbackMemory {
  const known = new Set(before?.answers.map(({ mark }) => mark));
  const answers = after.answers.map((given) => {
    const { question: _question, ...rest } = given;
    return known.has(given.mark) ? given : rest;
  });
  return { ...after, answers };
}
