import type { RequestHandler } from 'express';
import { readForm } from '../middleware/body.js';
import { countMessage } from '../middleware/rate-limit.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { askingReports } from './asking.js';
import { readRemoveForm } from './file-form.js';
import { ownCase } from './own-case.js';
import type { ReportRoom } from './report-room.js';
import type { TrackRender } from './track-render.js';

/** `POST /r/files/remove`: takes one file back. Pressed twice it is gone once. */
export function removeFile(room: ReportRoom, render: TrackRender): RequestHandler {
  const { deps, session, visit: visits } = room;
  const ask = askingReports(deps);
  const own = ownCase(room, render);
  return async (req, res) => {
    const { token, id } = readRemoveForm(await readForm(req));
    requireSameOrigin(req, deps.config.publicUrl, session.read(req), token);
    try {
      const caseId = await own.caseOf(req);
      await countMessage(deps.limiter, req, visits.read(req) ?? '');
      await ask(req, deps.evidence.remove(caseId, id));
    } catch (error) {
      await own.refuse(req, res, error);
      return;
    }
    res.redirect(303, '/r/open?removed=1');
  };
}
