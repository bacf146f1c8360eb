import type { ContactRule, ContactSheet } from '../../../domain/cases/index.js';
import { clockText } from '../../../domain/duty/index.js';
import type { Tongue } from '../../views/tongue.js';

type Say = Tongue['say'];
type Hers = ContactSheet['hers'];

/** One rule as it is read before a call, with what she said in it. What she did not say is forbidden. */
export function ruleInWords(say: Say, rule: ContactRule, { contact, safeTime, hers }: ContactSheet): string {
  switch (rule) {
    case 'time':
      return safeTime === null
        ? say(`console-contact:rules.no_time.${wayOf(contact)}`)
        : say('console-contact:rules.time', { words: safeTime });
    case 'answerer':
      return say(`console-contact:rules.answerer.${hers.answerer ?? 'me'}`);
    case 'voicemail':
      return say(`console-contact:rules.voicemail.${hers.voicemail ?? 'no'}`);
    case 'neutral':
      return say('console-contact:rules.neutral', { words: neutralSentence(say, hers) });
    case 'code_word':
      return say('console-contact:rules.code_word', { words: hers.code_word ?? '' });
    case 'one_text':
      return say('console-contact:rules.one_text', { words: textOf(say, hers) });
    case 'identify':
      return say(`console-contact:rules.identify.${hers.code_word === undefined ? 'asked' : 'code_word'}`);
    case 'line':
      return say(`console-contact:rules.line.${wayOf(contact)}`);
    case 'no_answer':
      return say('console-contact:rules.no_answer');
  }
}

/** What is said when somebody else answers or listens. */
export const neutralSentence = (say: Say, { neutral = 'wrong_number', neutral_words: own }: Hers): string =>
  neutral === 'own'
    ? (own ?? say('console-contact:neutral.wrong_number'))
    : say(`console-contact:neutral.${neutral}`);

/** What an officer has to say herself where the time can't be read or was not given. */
export const confirmedInWords = (
  say: Say,
  moment: 'unreadable' | 'not_given',
  contact: ContactSheet['contact'],
): string =>
  say(`console-contact:form.confirmed.${moment === 'not_given' ? `not_given.${wayOf(contact)}` : moment}`);

const wayOf = (contact: ContactSheet['contact']) => (contact === 'sms' ? 'sms' : 'phone');

/** The exact words of the one text message; what she did not choose tells nobody that she asked for anything. */
export const textOf = (say: Say, { neutral, neutral_words: own }: Hers): string =>
  neutral === 'own' && own !== undefined
    ? own
    : say(`console-contact:text.${neutral === 'survey' ? neutral : 'notice'}`);

/** What now is to the time that she named. */
export function momentInWords(say: Say, { moment }: ContactSheet): string {
  if (moment.kind !== 'outside' || moment.next === null) {
    return say(`console-contact:moment.${moment.kind}`);
  }
  const { inDays, weekday, minute } = moment.next;
  const day = inDays === 0 ? say('console-contact:moment.today') : say(`duty:short_days.${weekday}`);
  return say('console-contact:moment.outside_until', { day, time: clockText(minute) });
}
