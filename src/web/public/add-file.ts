import type { Request, RequestHandler, Response } from 'express';
import { MOST_EVIDENCE, type Received } from '../../domain/evidence/index.js';
import { AppError } from '../../lib/errors.js';
import { countMessage } from '../middleware/rate-limit.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { readUpload } from '../middleware/upload.js';
import { networkOf } from '../network-of.js';
import { readAddForm } from './file-form.js';
import { ownCase, wantsJson } from './own-case.js';
import type { ReportRoom } from './report-room.js';
import { answering } from './take-message.js';
import type { TrackRender } from './track-render.js';
import { createUploadPlaces } from './upload-places.js';

/** `POST /r/files`: adds one file to the case that is open in this browser. What breaks off leaves nothing. */
export function addFile(room: ReportRoom, render: TrackRender): RequestHandler {
  const { deps, visit: visits } = room;
  const places = createUploadPlaces();
  const own = ownCase(room, render);

  const add = async (req: Request, res: Response): Promise<void> => {
    const gone = whenGone(res);
    const caseId = await own.caseOf(req);
    const leave = places.take(caseId, networkOf(req.ip ?? ''));
    try {
      await countMessage(deps.limiter, req, visits.read(req) ?? '');
      const received = await receive(room, req, res, { caseId, leave });
      if (!received) {
        throw new AppError('evidence_missing', 400);
      }
      await answering(deps, req, deps.evidence.keep(received, gone), 'upload_failed');
    } finally {
      leave();
    }
  };

  return async (req, res) => {
    try {
      await add(req, res);
    } catch (error) {
      if (!req.socket.destroyed) {
        await own.refuse(req, res, error);
      }
      return;
    }
    if (wantsJson(req)) {
      res.json({ ok: true });
    } else {
      res.redirect(303, '/r/open?added=1');
    }
  };
}

/** The file of the form, taken in for the case; undefined when she chose none. */
async function receive(
  { deps, session }: ReportRoom,
  req: Request,
  res: Response,
  { caseId, leave }: { readonly caseId: string; readonly leave: () => void },
): Promise<Received | undefined> {
  const { config, evidence } = deps;
  return readUpload<Received>(req, res, {
    mostBytes: MOST_EVIDENCE.fileBytes,
    check(fields) {
      requireSameOrigin(req, config.publicUrl, session.read(req), readAddForm(fields).token);
    },
    async receive(file) {
      const keepsOriginal = readAddForm(req.body).keep !== 'copy';
      const taken = evidence.receive(caseId, { ...file, keepsOriginal }).catch((error: unknown) => {
        throw hasLeft(req) ? new AppError('bad_request', 400) : error; // nothing of ours has failed
      });
      const received = await answering(deps, req, taken, 'upload_failed');
      if (!received) {
        throw new AppError('visit_ended', 403);
      }
      return received;
    },
    discard: evidence.discard,
    refused: leave,
  });
}

/** Whether the connection broke before all of the form had come. */
const hasLeft = (req: Request) => req.destroyed && !req.complete;

/** Tells when whoever waits for this answer no longer does. */
function whenGone(res: Response): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) {
      gone.abort();
    }
  });
  return gone.signal;
}
