import { parse } from 'node:querystring';
import type { Request } from 'express';
import { AppError } from '../../lib/errors.js';

export const MOST_FORM_BYTES = 64 * 1024;
export const MOST_JSON_BYTES = 1024 * 1024;
const MOST_FIELDS = 20;

/** A JSON body. Throws `unsupported_type` (415), `too_large` (413) over 1 MB, `bad_request` (400); none says what was sent. */
export async function readJson(req: Request): Promise<unknown> {
  const text = await readText(req, 'application/json', MOST_JSON_BYTES);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('bad_request', 400);
  }
}

/** How large a form may be; fields over the number are left out. */
export interface FormSize {
  readonly fields: number;
  readonly bytes: number;
}

/** The form of a report: 11,000 characters take nine bytes each, rare ones twelve; its questions with several answers take many fields. */
export const REPORT_FORM: FormSize = { fields: 120, bytes: 144 * 1024 };

/** The fields of an urlencoded form, 20 and 64 KB at most unless more is allowed. Throws `unsupported_type` (415) or `too_large` (413). */
export async function readForm(
  req: Request,
  { fields, bytes }: FormSize = { fields: MOST_FIELDS, bytes: MOST_FORM_BYTES },
): Promise<unknown> {
  const text = await readText(req, 'application/x-www-form-urlencoded', bytes);
  return { ...parse(text, '&', '=', { maxKeys: fields }) };
}

/**
 * The body as UTF-8. Not express's parser: that answers only once everything has been sent, however much it is, and puts
 * the raw text on its errors.
 */
async function readText(req: Request, type: string, most: number): Promise<string> {
  const [sent = '', ...params] = (req.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset =
    params.map((param) => /^\s*charset="?([^"\s]*)"?\s*$/.exec(param)?.[1]).find(Boolean) ?? 'utf-8';
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (sent.trim() !== type || charset !== 'utf-8' || encoding !== 'identity') {
    throw new AppError('unsupported_type', 415);
  }
  if (Number(req.headers['content-length'] ?? 0) > most) {
    throw new AppError('too_large', 413);
  }
  return (await collect(req, most)).toString('utf8');
}

function collect(req: Request, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) {
        chunks.length = 0; // what still comes is dropped as it arrives
        reject(new AppError('too_large', 413));
      } else {
        chunks.push(chunk);
      }
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', () => reject(new AppError('bad_request', 400)));
    req.once('close', () => reject(new AppError('bad_request', 400)));
  });
}
