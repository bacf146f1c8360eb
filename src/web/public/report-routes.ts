import { Router } from 'express';
import { only } from '../middleware/request-hygiene.js';
import { helpPage } from './help-page.js';
import { leave } from './leave.js';
import { openPage } from './open-page.js';
import { receiptPage } from './receipt-page.js';
import type { ReportRoom } from './report-room.js';
import { trackPage } from './track-page.js';
import { trackRender } from './track-render.js';

/** `/help`, `/r` and `/leave`: to tell, to follow, to get away. */
export function reportRoutes(room: ReportRoom): Router {
  const router = Router();
  const receipt = receiptPage(room);
  const help = helpPage(room, receipt);
  const render = trackRender(room);
  const track = trackPage(room, render);
  const open = openPage(room, render);
  const exit = leave(room);
  const form = only('GET', 'HEAD', 'POST');

  router.route('/help').get(help.show).post(help.post).all(form);
  router.route('/help/done').get(receipt.done).all(only('GET', 'HEAD'));
  router.route('/help/slip/:token').get(receipt.closed).post(receipt.open).all(form);
  router.route('/r').get(track.show).post(track.post).all(form);
  router.route('/r/open').get(open.show).post(open.post).all(form);
  router.route('/leave').get(exit.get).post(exit.post).all(form);
  return router;
}
