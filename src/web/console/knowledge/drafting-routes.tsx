import { type DraftContent, type DraftFile, emptyDraft } from '../../../domain/knowledge/index.js';
import { may } from '../../../domain/staff/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { draftAddress, entryAddress, LIST } from './addresses.js';
import { ConfirmPage } from './confirm-page.js';
import type { KnowledgeDeps } from './deps.js';
import { readDraftForm } from './draft-form.js';
import { DraftPage, NewPage } from './draft-page.js';
import { MOST_TRIED, PreviewPage } from './preview-page.js';
import { nameOf } from './reading-routes.js';

/** Sentences that are tried at once. */
const MOST_SENTENCES = 20;

/** Drafts: begun, written, tried out, thrown away. */
export function draftingRoutes(deps: KnowledgeDeps): ConsoleRoute[] {
  const route = (
    method: ConsoleRoute['method'],
    path: string,
    handle: (deps: KnowledgeDeps, call: ConsoleCall) => Promise<void> | void,
  ): ConsoleRoute => ({ method, path, rule: 'knowledge_edit', handle: (call) => handle(deps, call) });
  return [
    route('GET', '/knowledge/new', writeNew),
    route('POST', '/knowledge/new', keepNew),
    route('POST', '/knowledge/entries/:locale/:id/draft', edit),
    route('GET', '/knowledge/drafts/:id', show),
    route('POST', '/knowledge/drafts/:id', save),
    route('GET', '/knowledge/drafts/:id/preview', preview),
    route('POST', '/knowledge/drafts/:id/preview', preview),
    route('GET', '/knowledge/drafts/:id/discard', askDiscard),
    route('POST', '/knowledge/drafts/:id/discard', discard),
  ];
}

function writeNew(deps: KnowledgeDeps, { tongue, secrets, page }: ConsoleCall): void {
  const content = emptyDraft(deps.today());
  page(
    tongue.say('console-knowledge:new.title'),
    <NewPage {...{ tongue, deps, secrets, content }} locale="zh-CN" />,
    { script: true },
  );
}

async function keepNew({ desk }: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { form } = call;
  const id = await desk.newDraft(staffOf(call).id, {
    locale: field(form, 'locale'),
    content: readDraftForm(form),
    submission: field(form, 'submission'),
  });
  goOn(call, id);
}

/** To the preview, or back to the form, as was asked. */
function goOn({ form, redirect }: ConsoleCall, id: string): void {
  const page = draftAddress(id);
  redirect(field(form, 'then') === 'preview' ? `${page}/preview` : `${page}?done=saved`);
}

async function edit({ desk }: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  call.redirect(draftAddress(await desk.edit(staffOf(call).id, nameOf(call))));
}

/** The draft that the path names. Throws `not_found` (404). */
export async function draftOf({ desk }: KnowledgeDeps, call: ConsoleCall): Promise<DraftFile> {
  const file = await desk.draft(staffOf(call).id, call.params.id ?? '');
  if (!file) {
    throw new AppError('not_found', 404);
  }
  return file;
}

async function show(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  await showDraft(deps, call, {}, 200);
}

/** The form of a draft, with what could not be done. */
export async function showDraft(
  deps: KnowledgeDeps,
  call: ConsoleCall,
  { unsaved, refused }: { readonly unsaved?: DraftContent; readonly refused?: string },
  status: number,
): Promise<void> {
  const { tongue, secrets, query } = call;
  const file = await draftOf(deps, call);
  const wasSaved = query.done === 'saved' && status === 200;
  call.page(
    tongue.say('console-knowledge:draft.title'),
    <DraftPage {...{ tongue, deps, secrets, file, unsaved, refused, wasSaved }} />,
    { status, script: true },
  );
}

/** Saves; when somebody else saved in between, both are shown and what was typed stays in the form. */
async function save(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const id = call.params.id ?? '';
  const content = readDraftForm(call.form);
  try {
    await deps.desk.save(staffOf(call).id, id, content, field(call.form, 'seen'));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'draft_changed') {
      throw error;
    }
    await showDraft(deps, call, { unsaved: content, refused: error.code }, error.status);
    return;
  }
  goOn(call, id);
}

async function preview(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets, form } = call;
  const { id, roles } = staffOf(call);
  const sentences = [...field(form, 'sentences')].slice(0, MOST_TRIED).join('');
  const tried = sentences
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const trial = await deps.desk.tryOut(
    id,
    call.params.id ?? '',
    [...new Set(tried)].slice(0, MOST_SENTENCES),
  );
  const mayPublish = may(roles, 'knowledge_publish');
  call.page(
    tongue.say('console-knowledge:preview.title'),
    <PreviewPage {...{ tongue, deps, secrets, trial, sentences, mayPublish }} />,
  );
}

async function askDiscard(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets } = call;
  const { id, content, locale } = await draftOf(deps, call);
  const page = draftAddress(id);
  call.page(
    tongue.say('console-knowledge:draft.title'),
    <ConfirmPage
      {...{ tongue, secrets }}
      what="discard"
      title={content.title}
      lang={locale}
      action={`${page}/discard`}
      back={page}
    />,
  );
}

async function discard({ desk }: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const name = await desk.discard(staffOf(call).id, call.params.id ?? '');
  call.redirect((await desk.open(name)) ? `${entryAddress(name)}?done=discarded` : LIST);
}
