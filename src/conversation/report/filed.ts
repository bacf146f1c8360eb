import type { Filed, Intake } from '../../domain/cases/index.js';
import type { Locale, Reply, Say } from '../types.js';

/**
 * What she reads when her report is in: the number, and the page that shows the digits once. The digits themselves never stand in a
 * chat. Without a page that can be opened: whom to call with the number.
 */
export function filedReply(
  say: Say,
  locale: Locale,
  intake: Intake,
  { number, slipToken }: Filed,
  links: boolean,
): Reply {
  const lines = [
    ...(intake.danger === 'now' ? [say(locale, 'flow:report.danger')] : []),
    say(locale, 'flow:report.filed', { number }),
    ...(links
      ? [say(locale, 'flow:report.slip'), say(locale, 'flow:report.next')]
      : [say(locale, 'flow:report.no_page')]),
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
