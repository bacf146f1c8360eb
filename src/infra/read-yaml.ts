import { readFileSync } from 'node:fs';
import { load as parseYaml } from 'js-yaml';
import type { z } from 'zod';
import { StartupError } from '../lib/errors.js';

/** Reads and checks a YAML file. Throws `StartupError` naming the file and the field of the first mistake. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(load(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartupError(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`);
  }
  return parsed.data;
}

function load(file: string): unknown {
  try {
    return parseYaml(readFileSync(file, 'utf8'));
  } catch {
    throw new StartupError(`${file}: cannot be read as YAML`);
  }
}
