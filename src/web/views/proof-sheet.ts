import type { Locale, Say } from '../../conversation/types.js';
import type { Proof, Sheet } from '../../domain/cases/index.js';
import { deadlineIn, timeIn } from './moments.js';
import { createTongue } from './tongue.js';

/** What the slip says: in Chinese, whoever it is shown to reads that; and once more in her language when that is another. */
export function proofSheet(say: Say, locale: Locale, proof: Proof, at: Date): Sheet {
  const heading = say('zh-CN', 'track:sheet.heading');
  const chinese = paragraphsIn(say, 'zh-CN', proof, at);
  return {
    ...{ lang: 'zh-CN', heading, at },
    paragraphs: locale === 'zh-CN' ? chinese : [...chinese, '', ...paragraphsIn(say, locale, proof, at)],
  };
}

function paragraphsIn(say: Say, locale: Locale, proof: Proof, at: Date): string[] {
  const { number, registeredAt, state, clocks } = proof;
  const tongue = createTongue(say, locale);
  return [
    tongue.say('track:sheet.number', { number }),
    tongue.say('track:sheet.received', { at: timeIn(locale, registeredAt) }),
    tongue.say('track:sheet.state', {
      at: timeIn(locale, at),
      state: tongue.say(`report:states.${state}.name`),
    }),
    ...clocks.map(({ kind, dueAt }) =>
      tongue.say(`track:sheet.${kind}`, { date: deadlineIn(locale, dueAt) }),
    ),
    tongue.say('track:sheet.note'),
  ];
}
