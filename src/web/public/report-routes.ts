import { Router } from 'express';
import { only } from '../middleware/request-hygiene.js';
import { addFile } from './add-file.js';
import { askPage } from './ask-page.js';
import { beforePage } from './before-page.js';
import { checkKept } from './check-kept.js';
import { draftPage, draftSaving } from './draft-page.js';
import { helpPage } from './help-page.js';
import { leave } from './leave.js';
import { openPage } from './open-page.js';
import { proofPages } from './proof-page.js';
import { removeFile } from './remove-file.js';
import { receiptPage } from './receipt-page.js';
import type { ReportRoom } from './report-room.js';
import { trackPage } from './track-page.js';
import { trackRender } from './track-render.js';
import { UPLOADS } from './upload-path.js';

/** `/help`, `/r` and `/leave`: to tell, to follow, to get away. */
export function reportRoutes(room: ReportRoom): Router {
  const router = Router();
  const receipt = receiptPage(room);
  const help = helpPage(room, receipt);
  const draft = draftPage(room, help.fill);
  const saving = draftSaving(room, help.fill);
  const render = trackRender(room);
  const track = trackPage(room, render);
  const open = openPage(room, render);
  const proof = proofPages(room);
  const exit = leave(room);
  const before = beforePage(room);
  const form = only('GET', 'HEAD', 'POST');

  router.route('/help').get(before.show, help.show).post(before.pass, help.post).all(form);
  router.route('/help/draft').get(before.show, draft.show).post(draft.open).all(form);
  router.route('/help/draft/save').get(saving.again).post(saving.save).all(form);
  router.route('/help/done').get(receipt.done).post(checkKept(room, receipt)).all(form);
  router.route('/help/document').post(proof.filed).all(only('POST'));
  router.route('/help/slip/:token').get(receipt.closed).post(receipt.open).all(form);
  router.route('/r').get(before.show, track.show).post(track.post).all(form);
  router.route('/r/open').get(open.show).post(open.post).all(form);
  router.route('/r/ask').post(askPage(room, render)).all(only('POST'));
  router.route('/r/document').post(proof.tracked).all(only('POST'));
  router.route(UPLOADS).post(addFile(room, render)).all(only('POST'));
  router.route('/r/files/remove').post(removeFile(room, render)).all(only('POST'));
  router.route('/leave').get(exit.get).post(exit.post).all(form);
  return router;
}
