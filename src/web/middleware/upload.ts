import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { AppError } from '../../lib/errors.js';

/** Around a file: boundaries, names, the other fields. */
const OVERHEAD = 16 * 1024;
/** A sender that says nothing for so long has gone. */
const SILENT_MS = 30_000;
/** A refused body whose length is known is read away for a while, since browsers read an answer only after they have sent everything. */
const DRAIN_MS = { measured: 20_000, endless: 500 };

/** Who takes the file of a form, as its bytes come. */
export interface UploadDesk<T> {
  readonly mostBytes: number;
  /** Looks at the fields before the file, and refuses by throwing: then not a byte of it is taken. */
  check(fields: unknown): void;
  receive(file: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }): Promise<T>;
  /** The rest of the form was broken: what has been received goes. */
  discard(received: T): Promise<void>;
  /** It is refused: what still comes of it is only read away. */
  refused(): void;
}

/**
 * The one file of a multipart form, handed on while it comes in; undefined when none was chosen. Resolves when the whole form has arrived.
 * Throws `unsupported_type` (415), `evidence_too_large` (413), `bad_request` (400) and what the desk throws.
 */
export async function readUpload<T>(
  req: Request,
  res: Response,
  desk: UploadDesk<T>,
): Promise<T | undefined> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = req.headers;
  if (!/^multipart\/form-data\s*;/i.test(type) || encoding !== 'identity') {
    throw new AppError('unsupported_type', 415);
  }
  if (Number(req.headers['content-length'] ?? 0) > desk.mostBytes + OVERHEAD) {
    throw tooLarge();
  }
  if (req.destroyed) {
    throw new AppError('bad_request', 400); // she left before: no event would ever tell
  }
  req.socket.setTimeout(SILENT_MS);
  try {
    return await parse(req, res, desk);
  } finally {
    req.socket.setTimeout(0);
  }
}

const tooLarge = () => new AppError('evidence_too_large', 413);

function parse<T>(req: Request, res: Response, desk: UploadDesk<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    let received: T | undefined;
    const refuse = (error: unknown) => {
      desk.refused();
      setTimeout(reject, drainMs(req), asRefusal(error)).unref();
    };
    const storage: multer.StorageEngine = {
      _handleFile(_req, file, done) {
        file.stream.once('limit', () => file.stream.destroy(tooLarge()));
        desk.receive({ name: file.originalname, bytes: arriving(file.stream) }).then(
          (taken) => {
            received = taken;
            done(null, {});
          },
          (error: unknown) => {
            refuse(error);
            done(error);
          },
        );
      },
      _removeFile(_req, _file, done) {
        const discarded = received === undefined ? Promise.resolve() : desk.discard(received);
        discarded.then(() => done(null), done);
      },
    };
    const parser = multer({
      storage,
      defParamCharset: 'utf8',
      limits: { fileSize: desk.mostBytes, files: 1, fields: 4, parts: 6, fieldSize: 1024, fieldNameSize: 40 },
      fileFilter(_req, _file, done) {
        try {
          desk.check(req.body);
          done(null, true);
        } catch (error) {
          refuse(error);
          done(error as Error);
        }
      },
    });
    parser.single('file')(req, res, (error: unknown) => {
      if (error) {
        reject(asRefusal(error));
      } else {
        resolve(received);
      }
    });
  });
}

/** The bytes as they come. That they break off, or that the form around them does, is the sender's doing and no fault of ours. */
async function* arriving(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw asRefusal(error);
  }
}

const drainMs = ({ headers }: Request) =>
  headers['content-length'] === undefined ? DRAIN_MS.endless : DRAIN_MS.measured;

/** Errors of the parser hold names of fields and files: their codes are all that is taken over. */
function asRefusal(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  return error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE'
    ? tooLarge()
    : new AppError('bad_request', 400);
}
