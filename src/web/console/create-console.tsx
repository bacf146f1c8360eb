import { randomBytes } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { VNode } from 'preact';
import { AppError } from '../../lib/errors.js';
import { readAssets } from '../assets.js';
import { languageOf } from '../middleware/language.js';
import { allow } from '../middleware/security-headers.js';
import { formToken } from '../middleware/session-cookie.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { consoleErrors } from './errors.js';
import { type Frame, frameOf } from './frame.js';
import { admit, readOwnForm, rescueWords } from './guard.js';
import { addressOf, fits } from './navigation.js';
import type { ConsoleDeps } from './console-deps.js';
import type { ConsoleCall, ConsoleRoute, PageOptions } from './route.js';
import { Framed } from './views/framed.js';
import { meet, type Visit, visitOf } from './visit.js';

/** The staff's pages. */
export interface Console {
  readonly handler: Router;
  readonly routes: readonly ConsoleRoute[];
}

/** Everything below `/console`: what stands in `routes` under its rule, and nothing else. */
export function createConsole(deps: ConsoleDeps): Console {
  const { config, cookies, routes, signIn, alarms, log } = deps;
  const assets = readAssets(config.assets);
  const files = {
    style: assets.url('console.css'),
    icon: assets.url('icon.svg'),
    count: assets.url('count.js'),
    alarm: assets.url('alarm.js'),
  };
  const frame = frameOf(deps, files);
  const handler = Router();
  const unattended = new Set(routes.filter((route) => route.unattended).map(({ path }) => addressOf(path)));
  const isUnattended = (path: string) => unattended.has(path);
  handler.use('/console', meet({ signIn, alarms, isUnattended, cookies, https: config.https, log }));
  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path);
    const place = handler.route(addressOf(path));
    for (const route of here) {
      const handle = answer(deps, frame, route);
      if (route.method === 'GET') {
        place.get(handle);
      } else {
        place.post(handle);
      }
    }
    place.all(otherMethod(here));
  }
  handler.use('/console', (req, res) => {
    if (admit('signed_in', present(res), req, res)) {
      throw new AppError('not_found', 404);
    }
  });
  handler.use('/console', consoleErrors(deps, frame));
  return { handler, routes };
}

function answer(deps: ConsoleDeps, frame: Frame, route: ConsoleRoute): RequestHandler {
  return async (req, res) => {
    const visit = present(res);
    const { rule, method } = route;
    if (method === 'POST' && !visit.staff && rule !== 'anyone') {
      await rescueWords({ req, res, rule }, deps.cookies.session.read(req));
    }
    if (!admit(rule, visit, req, res)) {
      return;
    }
    const form = method === 'POST' ? await readOwnForm({ req, res, rule }, visit, deps.config.publicUrl) : {};
    await route.handle(call(deps, frame, { req, res, visit, form }));
  };
}

interface Checked extends Pick<ConsoleCall, 'req' | 'res' | 'form'> {
  readonly visit: Visit;
}

function call({ say, config }: ConsoleDeps, frame: Frame, { req, res, visit, form }: Checked): ConsoleCall {
  return {
    req,
    res,
    staff: visit.staff,
    alarms: visit.alarms?.oldest ?? [],
    alarmNews: visit.alarms?.news ?? null,
    tongue: createTongue(say, languageOf(req)),
    params: singles(req.params),
    query: singles(req.query),
    form,
    secrets: { csrf: formToken(visit.secret()), submission: randomBytes(16).toString('base64url') },
    page(title: string, body: VNode, how: number | PageOptions = {}) {
      const { status = 200, script = false } = typeof how === 'number' ? { status: how } : how;
      if (script) {
        allow(res, 'script', config.https);
      }
      sendPage(res, <Framed {...frame(req, res)} title={title} body={body} script={script} />, status);
    },
    redirect: (path) => res.redirect(303, path),
  };
}

const singles = (values: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );

/** 405 for those who may use one of the methods that the address has; for others it does not exist. */
function otherMethod(here: readonly ConsoleRoute[]): RequestHandler {
  return (req: Request, res: Response) => {
    const visit = present(res);
    const usable = here.filter(({ rule }) => rule === 'anyone' || fits(rule, visit.staff?.roles ?? []));
    if (!admit(usable.some(({ rule }) => rule === 'anyone') ? 'anyone' : 'signed_in', visit, req, res)) {
      return;
    }
    if (usable.length === 0) {
      throw new AppError('not_found', 404);
    }
    const methods = usable.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : ['POST']));
    res.setHeader('Allow', methods.join(', '));
    throw new AppError('method_not_allowed', 405);
  };
}

function present(res: Response): Visit {
  const visit = visitOf(res);
  if (!visit) {
    throw new Error('nobody has been met');
  }
  return visit;
}
