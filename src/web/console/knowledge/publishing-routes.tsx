import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { entryAddress } from './addresses.js';
import { ConfirmPage } from './confirm-page.js';
import type { KnowledgeDeps } from './deps.js';
import { draftOf, showDraft } from './drafting-routes.js';
import { EditionPage } from './edition-page.js';
import { fileOf, nameOf } from './reading-routes.js';
import { StalePage } from './stale-page.js';

/** What changes what people read. */
export function publishingRoutes(deps: KnowledgeDeps): ConsoleRoute[] {
  const route = (
    method: ConsoleRoute['method'],
    path: string,
    handle: (deps: KnowledgeDeps, call: ConsoleCall) => Promise<void>,
  ): ConsoleRoute => ({ method, path, rule: 'knowledge_publish', handle: (call) => handle(deps, call) });
  return [
    route('POST', '/knowledge/drafts/:id/publish', publish),
    route('GET', '/knowledge/entries/:locale/:id/withdraw', askWithdraw),
    route('POST', '/knowledge/entries/:locale/:id/withdraw', withdraw),
    route('POST', '/knowledge/entries/:locale/:id/bring-back', bringBack),
    route('GET', '/knowledge/entries/:locale/:id/edition', compare),
    route('POST', '/knowledge/entries/:locale/:id/edition', settle),
  ];
}

/** Publishes; what stands in the way is shown with both sides, and nothing is lost. */
async function publish(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const [seen, over] = [field(call.form, 'seen'), field(call.form, 'over')];
  try {
    const id = call.params.id ?? '';
    const name = await deps.desk.publish(staffOf(call).id, id, { seen, ...(over !== '' && { over }) });
    call.redirect(`${entryAddress(name)}?done=published`);
  } catch (error) {
    if (!(error instanceof AppError) || ![400, 404, 409].includes(error.status)) {
      throw error;
    }
    if (error.status === 404) {
      await showPublished(deps, call, error);
    } else if (error.code === 'entry_changed') {
      await showStale(deps, call);
    } else {
      await showDraft(deps, call, { refused: error.code }, error.status);
    }
  }
}

/** The draft is gone: the same form has been sent before. Its entry says what came of it. */
async function showPublished({ desk }: KnowledgeDeps, call: ConsoleCall, error: AppError): Promise<void> {
  const [locale = '', id = ''] = field(call.form, 'entry').split('/');
  if (!(await desk.open({ id, locale }))) {
    throw error;
  }
  call.redirect(entryAddress({ id, locale }));
}

async function showStale(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets } = call;
  const file = await draftOf(deps, call);
  call.page(tongue.say('console-knowledge:draft.title'), <StalePage {...{ tongue, deps, secrets, file }} />, {
    status: 409,
  });
}

async function askWithdraw(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets } = call;
  const { published } = await fileOf(deps, call);
  const page = entryAddress(published);
  call.page(
    tongue.say('console-knowledge:entry.title'),
    <ConfirmPage
      {...{ tongue, secrets }}
      what="withdraw"
      title={published.entry?.title ?? published.id}
      lang={published.locale}
      action={`${page}/withdraw`}
      back={page}
    />,
  );
}

async function withdraw({ desk }: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  await desk.withdraw(staffOf(call).id, nameOf(call));
  call.redirect(`${entryAddress(nameOf(call))}?done=withdrawn`);
}

async function bringBack({ desk }: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  await desk.bringBack(staffOf(call).id, nameOf(call));
  call.redirect(`${entryAddress(nameOf(call))}?done=brought_back`);
}

/** Ours beside the shipped edition's. Throws `not_found` (404) for one that the edition does not have. */
async function compare(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets } = call;
  const { published, shipped } = await fileOf(deps, call);
  if (!shipped) {
    throw new AppError('not_found', 404);
  }
  call.page(
    tongue.say('console-knowledge:entry.title'),
    <EditionPage {...{ tongue, deps, secrets, published, shipped }} />,
  );
}

async function settle({ desk }: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const choice = field(call.form, 'choice') === 'theirs' ? 'theirs' : 'ours';
  await desk.settle(staffOf(call).id, nameOf(call), choice);
  call.redirect(`${entryAddress(nameOf(call))}?done=${choice === 'theirs' ? 'taken' : 'kept'}`);
}
