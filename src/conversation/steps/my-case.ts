import type { ChatAsk } from '../../domain/cases/index.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Locale, Reply, Say, Session, Setting, TurnResult } from '../types.js';
import { said } from './said.js';

/** What the buttons of a case are called, in their values and in the sentences. */
const NAMES: Readonly<Record<ChatAsk, 'call' | 'again'>> = { callback: 'call', object: 'again' };
const ASKS = Object.entries(NAMES) as Array<[ChatAsk, 'call' | 'again']>;
const NUMBER = /^\d{4}-\d{6,10}$/;

/** Where her case can be read and written to. How far it is stands there too, once the outcome is known. */
export function showCases({ say }: TurnDeps, session: Session, setting: Setting): TurnResult {
  const { locale } = session;
  return setting.place === 'group'
    ? said(session, { text: say(locale, 'flow:group.private') })
    : said(session, wayToCase(say, locale, setting.links, []), [{ type: 'show_cases' }]);
}

/** Sentences and, below them, the page of her case; without pages whom to call. */
export function wayToCase(say: Say, locale: Locale, links: boolean, sentences: readonly string[]): Reply {
  const way = say(locale, links ? 'flow:case.text' : 'flow:case.no_page');
  return {
    text: [...sentences, way].join('\n'),
    ...(links && { links: [{ label: say(locale, 'flow:case.link'), url: '/r' }] }),
    sensitive: true,
  };
}

/** The buttons of one case: what she may ask for. */
export const buttonsOf = (say: Say, locale: Locale, number: string, asks: readonly ChatAsk[]) =>
  asks.map((ask) => ({
    label: say(locale, `track:chat.${NAMES[ask]}`),
    value: `case:${NAMES[ask]}:${number}`,
  }));

/** A button of a case: asked once more, then done. Null for a value that nobody gave. */
export function pressCase(
  deps: TurnDeps,
  session: Session,
  [name = '', number = '']: readonly string[],
  setting: Setting,
): TurnResult | null {
  const { say } = deps;
  const { locale } = session;
  if (name === 'no') {
    return said(session, { text: say(locale, 'track:chat.kept_as_is'), sensitive: true });
  }
  const [ask, called] = ASKS.find(([, known]) => name === known || name === `${known}_yes`) ?? [];
  if (!ask || !called || !NUMBER.test(number) || setting.place === 'group') {
    return null;
  }
  return name === called
    ? said(session, {
        text: say(locale, `track:chat.${called}_confirm`, { number }),
        buttons: [
          { label: say(locale, 'track:chat.yes'), value: `case:${called}_yes:${number}` },
          { label: say(locale, 'track:chat.no'), value: 'case:no' },
        ],
        sensitive: true,
      })
    : said(session, wayToCase(say, locale, setting.links, []), [
        { type: 'ask_in_case', ask, number, submission: deps.token() },
      ]);
}
