import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Opened } from '../../domain/cases/index.js';
import { createTurnstile } from '../../lib/turnstile.js';
import { readForm } from '../middleware/body.js';
import { errorFields } from '../middleware/error-fields.js';
import { formToken } from '../middleware/session-cookie.js';
import { NEUTRAL_SITE } from '../views/quick-exit.js';
import { submissionToken } from './help-form.js';
import type { ReportRoom } from './report-room.js';
import { within } from './within.js';

/** Nobody who has to leave waits longer for the database. */
const END_WITHIN_MS = 500;
/** `?why=`: nobody was there for ten minutes, or she had finished. Anything else is a hurry. */
const CALM: readonly unknown[] = ['idle', 'done'];
/** When a report that was on its way is looked for once more, in milliseconds after the last time. */
const LOOK_AGAIN_MS = [500, 1500, 3000, 5000];
/** So many are looked for at once; more are looked for only when she leaves. */
const MOST_LOOKED_FOR = 100;

/**
 * `GET /leave` and `POST /leave`: ends the talk, the visit and the slip of this browser, has it forget what it kept of these pages,
 * and leads to a neutral site. The forms of its pages end with it. Who leaves in a hurry has her cases marked, as far as the cookies tell them,
 * or the form that she had before her (`submission` of a post). It asks for no token: it must never fail, and it can only end things and hold
 * things back.
 */
export function leave(room: ReportRoom): {
  get: RequestHandler;
  post: RequestHandler;
} {
  const { deps, session, visit, slip, told } = room;
  const lookAgain = createLookAgain(room);
  const end = async (req: Request, res: Response) => {
    const failed = (error: unknown) =>
      deps.log.warn(errorFields(error, req, 503, randomBytes(4).toString('hex')), 'leave_failed');
    const forms = endForms(room, req).catch(failed);
    const ending = endOf(room, req, lookAgain, failed).catch(failed); // goes on when the answer has been given
    [session, visit, slip, told].forEach((cookie) => cookie.end(res));
    res.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
    await within(END_WITHIN_MS, Promise.all([forms, ending])).catch(() => undefined);
  };
  return {
    async get(req, res) {
      await end(req, res);
      res.redirect(303, NEUTRAL_SITE);
    },
    async post(req, res) {
      await end(req, res);
      res.status(204).end();
    },
  };
}

type Failed = (error: unknown) => void;
type LookAgain = (submission: string) => Promise<void>;

/** What this browser still holds of our pages is of no use any more, also to who sends it once more. */
async function endForms({ deps, session }: ReportRoom, req: Request): Promise<void> {
  const known = session.read(req);
  if (known !== undefined) {
    await deps.endedForms.end(formToken(known), req.ip ?? '');
  }
}

/** What the database is told of it; nothing when the browser has neither a visit, a slip nor a talk. */
async function endOf(room: ReportRoom, req: Request, lookAgain: LookAgain, failed: Failed): Promise<void> {
  const { tracking } = room.deps.reports;
  const visit = room.visit.read(req);
  if (CALM.includes(req.query.why)) {
    return visit === undefined ? undefined : tracking.leave(visit);
  }
  const submission = await submissionIn(req);
  const opened = { ...(await openedIn(room, req, failed)), submission };
  if (submission !== undefined) {
    void lookAgain(submission).catch(failed);
  }
  if (!isNothing(opened)) {
    await tracking.leaveInHurry(opened);
  }
}

/** The form that a page of ours had before her, when its script tells it. */
async function submissionIn(req: Request): Promise<string | undefined> {
  if (req.method !== 'POST') {
    return undefined;
  }
  const form = await within(END_WITHIN_MS, readForm(req)).catch(() => ({}));
  return submissionToken.safeParse((form as { readonly submission?: unknown }).submission).data;
}

/** Marks the case of a form that was still under way when she left, as soon as it is there; for ten seconds. */
function createLookAgain({ deps }: ReportRoom): LookAgain {
  const inTurn = createTurnstile(MOST_LOOKED_FOR, 0);
  return (submission) =>
    inTurn(async () => {
      for (const ms of LOOK_AGAIN_MS) {
        await new Promise((resolve) => setTimeout(resolve, ms).unref());
        if ((await deps.reports.tracking.leaveInHurry({ submission }).catch(() => 0)) > 0) {
          return;
        }
      }
    });
}

/** What the cookies of a browser tell of its cases. A talk that can't be read must not hide the others. */
async function openedIn({ deps, session, visit, slip }: ReportRoom, req: Request, failed: Failed) {
  const talk = session.read(req);
  const filed = talk === undefined ? null : await deps.webchat.filed(talk).catch(failed);
  const token = slip.read(req);
  return {
    visit: visit.read(req),
    slipTokens: [...(token === undefined ? [] : [token]), ...(filed?.slipTokens ?? [])],
    contactId: filed?.contactId,
  } satisfies Opened;
}

const isNothing = ({ visit, slipTokens, contactId, submission }: Opened) =>
  [visit, contactId, submission].every((trace) => trace === undefined) && (slipTokens ?? []).length === 0;
