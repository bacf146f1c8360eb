import type { ErrorRequestHandler } from 'express';
import { beginFailure } from '../middleware/errors.js';
import { sendPage } from '../views/render.js';
import type { ConsoleDeps } from './console-deps.js';
import type { Frame } from './frame.js';
import { keptWords } from './kept-words.js';
import { Failed } from './views/failed.js';
import { Framed } from './views/framed.js';

/** What went wrong, in the console's frame: the sentence of its code and nothing else. */
export function consoleErrors({ log }: Pick<ConsoleDeps, 'log'>, frame: Frame): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const failure = beginFailure(log, error, req, res);
    if (!failure) {
      return;
    }
    const { shown, reference } = failure;
    const around = frame(req, res);
    const { say } = around.tongue;
    const isSignedIn = around.staff !== null;
    const body = (
      <Failed say={say} shown={shown} reference={reference} isSignedIn={isSignedIn} kept={keptWords(res)} />
    );
    sendPage(res, <Framed {...around} title={say('console:failed.title')} body={body} />, shown.status);
  };
}
