import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, staffOf } from '../route.js';
import { CasePage, type CasePageProps } from './case-page.js';
import type { CasesDeps } from './deps.js';

/** What may have just been done to a case, as `?done=` names it. */
export const DONE = [
  'moved',
  'note',
  'message',
  'police',
  'judged',
  'called',
  'notices',
  'taken',
  'taken_by_colleague',
] as const;
export type Done = (typeof DONE)[number];

/** Shows the case that the path names, whose view is then written down. Throws `not_found` (404). */
export type ShowCase = (
  call: ConsoleCall,
  failed?: CasePageProps['failed'],
  status?: number,
) => Promise<void>;

export function createShowCase({ desk, officers, guide, townshipName, clock }: CasesDeps): ShowCase {
  return async (call, failed, status) => {
    const { tongue, secrets, params, query } = call;
    const file = await desk.open(staffOf(call), params.id ?? '');
    if (!file) {
      throw new AppError('not_found', 404);
    }
    const body = (
      <CasePage
        tongue={tongue}
        secrets={secrets}
        file={file}
        officers={await officers()}
        guide={guide}
        calls={file.isCalling}
        township={file.township === null ? null : townshipName(file.township, tongue.locale)}
        done={DONE.find((known) => known === query.done)}
        now={clock.now()}
        {...(failed && { failed })}
      />
    );
    call.page(tongue.say('console-cases:case.title'), body, status);
  };
}
