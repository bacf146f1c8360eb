import type { Filed, Intake, Outlook } from '../../domain/cases/index.js';
import { deadlineIn } from '../../lib/moments.js';
import type { Locale, Reply, Say, Setting } from '../types.js';

/**
 * What she reads when her report is in: the number, and the page that shows the digits once. The digits themselves never stand in a
 * chat. Without a page that can be opened: whom to call with the number. And by when she hears.
 */
export function filedReply(
  say: Say,
  locale: Locale,
  intake: Intake,
  { number, slipToken, outlook }: Filed & { readonly outlook: Outlook | null },
  { links, place }: Pick<Setting, 'links' | 'place'>,
): Reply {
  const lines = [
    ...(intake.danger === 'now' ? [say(locale, 'flow:report.danger')] : []),
    say(locale, 'flow:report.filed', { number }),
    ...(links
      ? [say(locale, 'flow:report.slip'), ...checkLine(say, locale, place), say(locale, 'flow:report.next')]
      : [say(locale, 'flow:report.no_page')]),
    ...outlookLines(say, locale, outlook),
  ];
  return {
    text: lines.join('\n'),
    sensitive: true,
    ...(links
      ? {
          links: [
            { label: say(locale, 'flow:report.slip_link'), url: `/help/slip/${slipToken}` },
            { label: say(locale, 'flow:case.link'), url: '/r' },
          ],
        }
      : {}),
  };
}

/** On our own page she may check what she wrote down; elsewhere the page with the digits does that alone. */
const checkLine = (say: Say, locale: Locale, place: Setting['place']): string[] =>
  place === 'here' ? [say(locale, 'track:chat.digits')] : [];

/** What we aim at and what the law sets. In an emergency no hour is named: she must not wait for us instead of calling. */
function outlookLines(say: Say, locale: Locale, outlook: Outlook | null): string[] {
  return (outlook?.clocks ?? [])
    .filter(({ kind }) => kind !== 'first_contact' || outlook?.urgency !== 'emergency')
    .map(({ kind, dueAt }) => say(locale, `report:clocks.${kind}`, { date: deadlineIn(locale, dueAt) }));
}
