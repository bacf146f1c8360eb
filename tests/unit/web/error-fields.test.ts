import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/errors.js';
import { errorFields } from '../../../src/web/middleware/error-fields.js';
import { presentable } from '../../../src/web/middleware/errors.js';

const req = { route: { path: '/learn/:topic' }, originalUrl: '/learn/金丝雀' } as unknown as Request;

/** Errors as parsers and databases make them, each with a person's words somewhere. */
const leaky: unknown[] = [
  Object.assign(new SyntaxError('Unexpected token 金丝雀'), {
    body: '金丝雀',
    type: 'entity.parse.failed',
    status: 400,
  }),
  Object.assign(new Error('金丝雀'), { code: 'P2002', meta: { target: '金丝雀' } }),
  Object.assign(new Error('x'), { code: '23514', detail: 'Failing row contains (金丝雀)' }),
  Object.assign(new Error('金丝雀'), { name: '金丝雀', code: '金丝雀' }),
  new AppError('too_large', 413, { limit: 1 }),
  '金丝雀',
  { toString: () => '金丝雀' },
  null,
  undefined,
];

describe('what may be logged of an error', () => {
  it('is a name, a code, the route’s pattern and an id', () => {
    for (const error of leaky) {
      const fields = errorFields(error, req, 500, 'id');
      expect(Object.keys(fields)).toEqual(['errorName', 'code', 'status', 'route', 'errorId']);
      expect(JSON.stringify(fields)).not.toContain('金丝雀');
      expect(fields.route).toBe('/learn/:topic');
    }
  });

  it('keeps the code of a database', () => {
    expect(errorFields(leaky[1], req, 500, 'id').code).toBe('P2002');
    expect(errorFields(Object.assign(new Error(), { code: 'ECONNREFUSED' }), req, 500, 'id').code).toBe(
      'ECONNREFUSED',
    );
  });
});

it('what a visitor is told of an error has no word of it', () => {
  for (const error of leaky) {
    expect(JSON.stringify(presentable(error))).not.toContain('金丝雀');
  }
  expect(presentable(new Error('x'))).toMatchObject({ code: 'internal', status: 500 });
  expect(presentable(Object.assign(new Error('x'), { status: 400 }))).toMatchObject({
    code: 'bad_url',
    status: 400,
  });
});
