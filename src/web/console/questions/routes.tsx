import type { QuestionDesk } from '../../../domain/knowledge/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { QuestionPage, type QuestionPageProps } from './question-page.js';
import { QuestionsPage } from './questions-page.js';

export interface QuestionsDeps {
  readonly questions: QuestionDesk;
}

/** The questions that had no answer, in the console. */
export function questionRoutes(deps: QuestionsDeps): readonly ConsoleRoute[] {
  return [
    { method: 'GET', path: '/questions', rule: 'question_list', handle: (call) => list(deps, call) },
    { method: 'GET', path: '/questions/:id', rule: 'question_list', handle: (call) => show(deps, call) },
    { method: 'POST', path: '/questions/:id', rule: 'question_answer', handle: (call) => answer(deps, call) },
  ];
}

async function list({ questions }: QuestionsDeps, call: ConsoleCall): Promise<void> {
  const { say } = call.tongue;
  const open = await questions.list(staffOf(call).id);
  call.page(say('console-questions:list.title'), <QuestionsPage say={say} questions={open} />);
}

async function show(
  { questions }: QuestionsDeps,
  call: ConsoleCall,
  failed?: QuestionPageProps['failed'],
  status?: number,
): Promise<void> {
  const { tongue, secrets, params } = call;
  const question = await questions.open(staffOf(call).id, params.id ?? '');
  if (!question) {
    throw new AppError('not_found', 404);
  }
  const body = (
    <QuestionPage say={tongue.say} secrets={secrets} question={question} {...(failed && { failed })} />
  );
  call.page(tongue.say('console-questions:question.title'), body, status);
}

/** Sends the answer and shows it; what could not be taken stays in the form with the reason. */
async function answer(deps: QuestionsDeps, call: ConsoleCall): Promise<void> {
  const { form, params, tongue } = call;
  const id = params.id ?? '';
  const text = field(form, 'answer');
  try {
    await deps.questions.answer(staffOf(call).id, id, text);
  } catch (error) {
    if (!(error instanceof AppError) || ![400, 409].includes(error.status)) {
      throw error;
    }
    const problem = tongue.say(`errors:${error.code}`, error.params);
    await show(deps, call, { text, problem }, error.status);
    return;
  }
  call.redirect(`/console/questions/${id}`);
}
