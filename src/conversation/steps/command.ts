import { type Command, normalise } from '../../domain/language/index.js';
import { openReport } from '../report/open.js';
import { pressReport } from '../report/press.js';
import { pressSubscription } from '../subscribe/press.js';
import { openSubscription } from '../subscribe/open.js';
import { LOCALES, type Locale, type Reply, type Session, type Setting, type TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { asButton, giveAnswer } from './answer.js';
import { clearChat, pressClear } from './clear.js';
import { offerHelp } from './complaint.js';
import { askForPerson, pressFeedback } from './feedback.js';
import { rememberKept } from './feedback-memory.js';
import { markOf } from './mark.js';
import { pressCase, showCases } from './my-case.js';
import { personLines } from './person.js';
import { answerQuestion } from './question.js';
import { said } from './said.js';

/** Choices of one message at most, so that they fit a small screen. */
const MOST_CHOICES = 10;

/** A command in plain words or with a slash; null when the message is none. */
export function obey(deps: TurnDeps, session: Session, text: string, setting: Setting): TurnResult | null {
  const command = deps.phrases.command(text);
  if (command === 'ask') {
    const question = text.replace(/^\s*\/ask\s*/i, '');
    return question === ''
      ? said(session, { text: deps.say(session.locale, 'bot:ask.prompt') })
      : (offerHelp(deps, session, question, setting) ??
          answerQuestion(deps, session, question, undefined, setting));
  }
  if (command === 'yes' || command === 'no') {
    return confirm(deps, session, command);
  }
  if (command === 'test') {
    return showTest(deps, session, text);
  }
  if (command === 'staff') {
    return linkStaff(deps, session, text, setting);
  }
  return command && run(deps, session, command, setting);
}

/** "Yes" and "no" to the question whether to delete everything; null when nothing was asked. */
function confirm(deps: TurnDeps, session: Session, word: 'yes' | 'no'): TurnResult | null {
  if (session.pending?.kind !== 'forget') {
    return null;
  }
  return word === 'yes' ? forget(deps, session) : keepAll(deps, session);
}

/** A button pressed. A value that nobody gave, or that is out of date, gets a friendly sentence. */
export function press(deps: TurnDeps, session: Session, value: string, setting: Setting): TurnResult {
  const [name = '', argument = '', more = ''] = value.split(':', 3);
  switch (name) {
    case 'f':
      return pressReport(deps, session, [argument, more], setting);
    case 's':
      return pressSubscription(deps, session, [argument, more], setting);
    case 'entry': {
      const entry = deps.knowledge.entry(argument, session.locale);
      return entry
        ? giveAnswer(deps, session, entry, { question: entry.title, words: wordsBehind(session) })
        : stale(deps, session);
    }
    case 'yes':
    case 'no':
    case 'person':
      return pressFeedback(deps, session, name, [argument, more], setting) ?? stale(deps, session);
    case 'clear':
      return pressClear(deps, session, argument, setting) ?? stale(deps, session);
    case 'shelf':
      return deps.shelves[argument] ? showTopics(deps, session, argument) : stale(deps, session);
    case 'topic':
      return showEntries(deps, session, argument);
    case 'lang': {
      const locale = LOCALES.find((known) => known === argument);
      return locale ? changeLanguage(deps, session, locale) : stale(deps, session);
    }
    case 'forget':
      return argument === 'yes' ? forget(deps, session) : keepAll(deps, session);
    case 'keep':
      return keepQuestion(deps, session, argument);
    case 'case':
      return argument === ''
        ? run(deps, session, name, setting)
        : (pressCase(deps, session, [argument, more], setting) ?? stale(deps, session));
    case 'topics':
      return showShelves(deps, session);
    case 'numbers':
    case 'ask':
    case 'human':
    case 'privacy':
    case 'report':
    case 'subscribe':
      return run(deps, session, name, setting);
    default:
      return stale(deps, session);
  }
}

function run(
  deps: TurnDeps,
  session: Session,
  command: Exclude<Command, 'yes' | 'no' | 'test' | 'staff'>,
  setting: Setting,
): TurnResult {
  const { say } = deps;
  const { locale } = session;
  switch (command) {
    case 'report':
      return openReport(deps, session, setting);
    case 'subscribe':
    case 'my_tips':
      return openSubscription(deps, session, setting);
    case 'case':
      return showCases(deps, session, setting);
    case 'start':
      return {
        ...said(session, { text: say(locale, 'bot:welcome.text'), ...menu(deps, locale) }),
        introduced: true,
      };
    case 'help':
      return said(session, { text: say(locale, 'bot:help.text'), ...menu(deps, locale) });
    case 'ask':
      return said(session, { text: say(locale, 'bot:ask.prompt') });
    case 'language':
      return said(session, {
        text: say(locale, 'bot:language.choose'),
        buttons: LOCALES.map((known) => ({ label: say(known, 'bot:language.name'), value: `lang:${known}` })),
      });
    case 'language_en':
      return changeLanguage(deps, session, 'en');
    case 'language_zh':
      return changeLanguage(deps, session, 'zh-CN');
    case 'stop':
      return said(session, { text: say(locale, 'bot:stop.done') }, [{ type: 'unsubscribe' }]);
    case 'forget':
      return said(
        { ...session, pending: { kind: 'forget' } },
        {
          text: [
            say(locale, 'bot:forget.confirm'),
            ...(setting.place === 'abroad' ? [say(locale, 'flow:clear.before_forget')] : []),
          ].join('\n'),
          buttons: [
            { label: say(locale, 'bot:forget.yes'), value: 'forget:yes' },
            { label: say(locale, 'bot:forget.no'), value: 'forget:no' },
          ],
        },
      );
    case 'clear':
      return setting.place === 'here'
        ? run(deps, session, 'forget', setting)
        : clearChat(deps, session, setting);
    case 'numbers':
      return said(session, { text: say(locale, 'bot:numbers.text') });
    case 'human':
      return (
        askForPerson(deps, session, setting) ??
        said(session, { text: personLines(deps, locale, setting).join('\n') })
      );
    case 'privacy':
      return said(session, {
        text: say(locale, 'bot:privacy.text'),
        links: [{ label: say(locale, 'bot:menu.privacy'), url: '/privacy' }],
      });
    case 'cancel': {
      const { pending: _pending, ...rest } = session;
      return said(rest, { text: say(locale, 'bot:smalltalk.ok') });
    }
    case 'repeat': {
      const entry = session.last?.entry && deps.knowledge.entry(session.last.entry, locale);
      return entry
        ? giveAnswer(deps, session, entry, { question: entry.title })
        : said(session, { text: say(locale, 'bot:help.text') });
    }
  }
}

function menu({ say }: TurnDeps, locale: Locale): Pick<Reply, 'buttons' | 'links'> {
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return {
    buttons: [
      { label: say(locale, 'bot:menu.topics'), value: 'topics' },
      { label: say(locale, 'flow:report.offer'), value: 'report' },
      { label: say(locale, 'flow:subscribe.menu'), value: 'subscribe' },
      { label: say(locale, 'bot:menu.numbers'), value: 'numbers' },
      { label: say(locale, 'bot:menu.language'), value: `lang:${other}` },
    ],
    links: [{ label: say(locale, 'bot:menu.privacy'), url: '/privacy' }],
  };
}

/** "/test 123456": the broadcast of that code, for staff who try it on themselves. */
function showTest({ say }: TurnDeps, session: Session, text: string): TurnResult {
  const code = /(?<!\d)\d{6}(?!\d)/.exec(normalise(text))?.[0];
  return code === undefined
    ? said(session, { text: say(session.locale, 'flow:test.unknown') })
    : said(session, { text: say(session.locale, 'flow:test.not_connected') }, [
        { type: 'test_broadcast', code },
      ]);
}

/** "/staff 12345678": from now on whose digits these are is called here, where nobody else reads along. Anything else is not understood. */
function linkStaff({ say }: TurnDeps, session: Session, text: string, { place }: Setting): TurnResult {
  const code = place === 'abroad' ? /(?<!\d)\d{8}(?!\d)/.exec(normalise(text))?.[0] : undefined;
  const unknown = { text: say(session.locale, 'flow:staff.unknown') };
  return code === undefined ? said(session, unknown) : said(session, unknown, [{ type: 'link_staff', code }]);
}

function changeLanguage(deps: TurnDeps, session: Session, locale: Locale): TurnResult {
  return said(
    { ...session, locale },
    { text: deps.say(locale, 'bot:language.changed'), ...menu(deps, locale) },
    [{ type: 'set_locale', locale }],
  );
}

function forget(deps: TurnDeps, session: Session): TurnResult {
  const { pending: _pending, ...rest } = session;
  return said(rest, { text: deps.say(session.locale, 'bot:forget.done') }, [{ type: 'forget' }]);
}

function keepAll(deps: TurnDeps, session: Session): TurnResult {
  const { pending: _pending, ...rest } = session;
  return said(rest, { text: deps.say(session.locale, 'bot:forget.kept') });
}

function keepQuestion(deps: TurnDeps, session: Session, mark: string): TurnResult {
  const { pending, ...rest } = session;
  if (pending?.kind !== 'keep_question' || markOf(pending.question) !== mark) {
    return said(session, { text: deps.say(session.locale, 'bot:keep_question.nothing') });
  }
  const { question, about } = pending;
  return said(
    about ? rememberKept(rest, about.mark) : rest,
    { text: deps.say(session.locale, 'bot:keep_question.done') },
    [
      {
        type: 'keep_question',
        question,
        ...(about && { about: { reason: about.reason, entry: about.entry } }),
      },
    ],
  );
}

/** What she asked in her own words before she chose an answer by its title: after a question back, or when another did not help. */
function wordsBehind({ pending, last }: Session): string | undefined {
  const offered = pending?.kind === 'keep_question' && pending.about ? pending.question : undefined;
  return offered ?? (last?.entry === undefined ? last?.question : undefined);
}

function showShelves({ say, shelves }: TurnDeps, session: Session): TurnResult {
  return said(session, {
    text: say(session.locale, 'bot:topics.title'),
    buttons: Object.keys(shelves).map((shelf) => ({
      label: say(session.locale, `bot:topics.shelf.${shelf}`),
      value: `shelf:${shelf}`,
    })),
  });
}

function showTopics(
  { say, shelves, knowledge, topicTitle }: TurnDeps,
  session: Session,
  shelf: string,
): TurnResult {
  const known = new Set(knowledge.topics(session.locale));
  return said(session, {
    text: say(session.locale, 'bot:topics.choose'),
    buttons: (shelves[shelf] ?? [])
      .filter((topic) => known.has(topic))
      .map((topic) => ({ label: topicTitle(topic, session.locale), value: `topic:${topic}` })),
  });
}

function showEntries(deps: TurnDeps, session: Session, topic: string): TurnResult {
  const entries = deps.knowledge.entriesOf(topic, session.locale).slice(0, MOST_CHOICES);
  return entries.length === 0
    ? stale(deps, session)
    : said(session, {
        text: deps.say(session.locale, 'bot:topics.choose'),
        buttons: entries.map(asButton),
        links: [{ label: deps.topicTitle(topic, session.locale), url: `/learn/${topic}` }],
      });
}

function stale({ say }: TurnDeps, session: Session): TurnResult {
  return said(session, { text: say(session.locale, 'bot:stale.text') });
}
