import type { Session, TurnResult } from '../types.js';
import type { TurnDeps } from '../turn.js';

/** A wrong told in passing: what to do first, and the offer of help. Null when none is told. */
export function offerHelp({ complaintCues, say }: TurnDeps, session: Session, text: string): TurnResult | null {
  const category = complaintCues.find(text);
  if (category === null) {
    return null;
  }
  const { locale } = session;
  return {
    kind: 'complaint',
    session: { ...session, greeted: true },
    replies: [
      {
        text: [say(locale, `complaint:${category}`), say(locale, 'bot:complaint.offer')].join('\n'),
        sensitive: true,
        buttons: [
          { label: say(locale, 'bot:menu.numbers'), value: 'numbers' },
          { label: say(locale, 'bot:menu.human'), value: 'human' },
        ],
      },
    ],
    effects: [],
  };
}
