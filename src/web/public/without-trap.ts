import { TRAP } from '../views/trap.js';

/** The fields of a form, and whether the one was filled in that people don't see. */
export function withoutTrap(body: unknown): {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isTrapped: boolean;
} {
  const { [TRAP]: trap, ...fields } = { ...(body as object) } as Record<string, unknown>;
  return { fields, isTrapped: [trap ?? ''].flat().some((value) => value !== '') };
}
