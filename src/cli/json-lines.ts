import { createInterface } from 'node:readline';
import { z } from 'zod';

const withId = z.object({ id: z.union([z.string(), z.number()]) });

/**
 * Answers standard input line by line, in order, one line of JSON each. A line that is no JSON or lacks what `schema` asks
 * for is answered with an error code and, where it has one, its id.
 */
export async function answerLines<Line>(
  schema: z.ZodType<Line>,
  answer: (line: Line) => object,
): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') {
      continue;
    }
    const value = parseJson(line);
    const parsed = schema.safeParse(value);
    const reply = parsed.success
      ? answer(parsed.data)
      : { id: withId.safeParse(value).data?.id ?? null, error: 'invalid_line' };
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
