import type { Response } from 'express';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Sends a view as a page. */
export function sendPage(res: Response, view: JSX.Element, status = 200): void {
  res
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToString(view)}`);
}
