import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, fields, staffOf } from '../route.js';
import { besideOf, type QuestionsDeps } from './deps.js';
import { readListQuery } from './list-query.js';
import type { QuestionPageProps } from './page-props.js';
import { QuestionPage } from './question-page.js';
import { QuestionsPage } from './questions-page.js';
import { UnhelpfulPage } from './unhelpful-page.js';

/** The questions that were left for staff, in the console. */
export function questionRoutes(deps: QuestionsDeps): readonly ConsoleRoute[] {
  return [
    { method: 'GET', path: '/questions', rule: 'question_list', handle: (call) => list(deps, call) },
    {
      method: 'GET',
      path: '/questions/unhelpful',
      rule: 'question_list',
      handle: (call) => showUnhelpful(deps, call),
    },
    { method: 'GET', path: '/questions/:id', rule: 'question_list', handle: (call) => show(deps, call) },
    { method: 'POST', path: '/questions/:id', rule: 'question_answer', handle: (call) => answer(deps, call) },
    {
      method: 'POST',
      path: '/questions/:id/draft',
      rule: 'knowledge_edit',
      handle: (call) => startDraft(deps, call),
    },
  ];
}

async function list(deps: QuestionsDeps, call: ConsoleCall): Promise<void> {
  const { tongue } = call;
  const query = readListQuery(call.query);
  const groups = await deps.questions.list(staffOf(call).id, query.reason);
  call.page(
    tongue.say('console-questions:list.title'),
    <QuestionsPage tongue={tongue} groups={groups} query={query} beside={besideOf(deps, call)} />,
  );
}

async function showUnhelpful(deps: QuestionsDeps, call: ConsoleCall): Promise<void> {
  const { say } = call.tongue;
  const counts = await deps.questions.unhelpful();
  call.page(
    say('console-questions:unhelpful.title'),
    <UnhelpfulPage say={say} counts={counts} beside={besideOf(deps, call)} />,
  );
}

async function show(
  deps: QuestionsDeps,
  call: ConsoleCall,
  failed?: QuestionPageProps['failed'],
  status?: number,
): Promise<void> {
  const { tongue, secrets, params } = call;
  const opened = await deps.questions.open(staffOf(call).id, params.id ?? '');
  if (!opened) {
    throw new AppError('not_found', 404);
  }
  const beside = besideOf(deps, call);
  const body = <QuestionPage say={tongue.say} {...{ secrets, opened, beside }} {...(failed && { failed })} />;
  call.page(tongue.say('console-questions:question.title'), body, status);
}

/** Sends the answer and shows it; what could not be taken stays in the form with the reason. */
async function answer(deps: QuestionsDeps, call: ConsoleCall): Promise<void> {
  const { form, tongue } = call;
  const chosen = fields(form, 'ids');
  const text = field(form, 'answer');
  let lead: string;
  try {
    lead = await deps.questions.answer(staffOf(call).id, chosen, text);
  } catch (error) {
    if (!(error instanceof AppError) || ![400, 409].includes(error.status)) {
      throw error;
    }
    const problem = tongue.say(`errors:${error.code}`, error.params);
    await show(deps, call, { text, chosen, problem }, error.status);
    return;
  }
  call.redirect(`/console/questions/${lead}`);
}

/** Makes a draft of the question, with what is written of an answer, and opens it. */
async function startDraft({ questions }: QuestionsDeps, call: ConsoleCall): Promise<void> {
  const { form, params } = call;
  const draft = await questions.startDraft(staffOf(call).id, params.id ?? '', field(form, 'answer'));
  call.redirect(`/console/knowledge/drafts/${draft}`);
}
