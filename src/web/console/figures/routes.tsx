import {
  type FigureDesk,
  type FigureForm,
  mayEditFigure,
  type Source,
} from '../../../domain/knowledge/index.js';
import { may } from '../../../domain/staff/index.js';
import { shanghaiTime } from '../../../domain/tips/index.js';
import { AppError } from '../../../lib/errors.js';
import type { Clock } from '../../../lib/clock.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { FigurePage } from './figure-page.js';
import { FiguresPage } from './figures-page.js';

export interface FiguresDeps {
  readonly figures: FigureDesk;
  /** How a source is written. */
  readonly cite: (source: Source, locale: string) => string;
  readonly clock: Clock;
}

/** The figures that change from year to year or by notice, in the console. */
export function figureRoutes(deps: FiguresDeps): readonly ConsoleRoute[] {
  return [
    { method: 'GET', path: '/figures', rule: 'figure_view', handle: (call) => list(deps, call) },
    { method: 'GET', path: '/figures/:id', rule: 'figure_view', handle: (call) => show(deps, call) },
    { method: 'POST', path: '/figures/:id', rule: 'figure_edit_hours', handle: (call) => change(deps, call) },
    {
      method: 'POST',
      path: '/figures/:id/shipped',
      rule: 'figure_edit_hours',
      handle: (call) => restore(deps, call),
    },
  ];
}

async function list({ figures }: FiguresDeps, call: ConsoleCall): Promise<void> {
  const { tongue } = call;
  call.page(
    tongue.say('console-figures:list.title'),
    <FiguresPage tongue={tongue} sheets={await figures.list()} />,
  );
}

/** What was typed and could not be taken, and why not. */
interface Failure {
  readonly typed?: FigureForm;
  readonly problem: AppError;
}

async function show(
  { figures, cite, clock }: FiguresDeps,
  call: ConsoleCall,
  failure?: Failure,
): Promise<void> {
  const { tongue, secrets, params, query } = call;
  const { roles } = staffOf(call);
  const sheet = await figures.find(params.id ?? '');
  if (!sheet) {
    throw new AppError('not_found', 404);
  }
  const { source } = sheet.figure;
  const problem = failure?.problem;
  call.page(
    tongue.say('console-figures:figure.title'),
    <FigurePage
      tongue={tongue}
      secrets={secrets}
      sheet={sheet}
      source={source && cite(source, tongue.locale)}
      today={shanghaiTime(clock.now()).day}
      mayEdit={mayEditFigure(roles, sheet.figure)}
      maySeeEntries={may(roles, 'knowledge_view')}
      typed={failure?.typed}
      problem={problem && tongue.say(`errors:${problem.code}`, problem.params)}
      isSaved={!failure && query.done === 'saved'}
    />,
    problem?.status,
  );
}

function change(deps: FiguresDeps, call: ConsoleCall): Promise<void> {
  const { form } = call;
  const typed: FigureForm = {
    value: { 'zh-CN': field(form, 'zh'), en: field(form, 'en') },
    asOf: field(form, 'as_of'),
    version: field(form, 'version'),
  };
  return attempt(deps, call, typed, (id) => deps.figures.change(staffOf(call), id, typed));
}

const restore = (deps: FiguresDeps, call: ConsoleCall): Promise<void> =>
  attempt(deps, call, undefined, (id) =>
    deps.figures.restore(staffOf(call), id, field(call.form, 'version')),
  );

/** Does it and shows the figure; what could not be taken stays in the form with the reason. */
async function attempt(
  deps: FiguresDeps,
  call: ConsoleCall,
  typed: FigureForm | undefined,
  work: (id: string) => Promise<void>,
): Promise<void> {
  const id = call.params.id ?? '';
  try {
    await work(id);
  } catch (error) {
    if (!(error instanceof AppError) || ![400, 409].includes(error.status)) {
      throw error;
    }
    await show(deps, call, { problem: error, ...(typed && { typed }) });
    return;
  }
  call.redirect(`/console/figures/${id}?done=saved`);
}
