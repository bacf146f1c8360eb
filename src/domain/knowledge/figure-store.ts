import type { Database } from '../contacts/index.js';
import { figureDaySchema, figureValueSchema, type FigureValue, type OwnFigure } from './figures.js';

const storedSchema = figureValueSchema('wording').extend({ as_of: figureDaySchema }); // the longest that any may be

/** What staff enter of a figure. */
export interface FigureWords {
  readonly value: FigureValue;
  readonly asOf: string;
}

/** Figures as staff entered them; one that they never changed has no row. */
export function createFigureStore() {
  return {
    /** All of them. A row that holds no figure is left out: the shipped one stands then. */
    async readFigures(db: Database): Promise<OwnFigure[]> {
      const rows = await db.figure.findMany({ orderBy: { id: 'asc' } });
      return rows.flatMap((row) => {
        const stored = storedSchema.safeParse(row.value);
        if (!stored.success) {
          return [];
        }
        const { as_of: asOf, ...value } = stored.data;
        return [{ id: row.id, value, asOf, changedBy: row.updated_by, changedAt: row.updated_at }];
      });
    },

    /** Keeps others from changing the figure until the transaction ends, also when it has no row yet. */
    async hold(db: Database, id: string): Promise<void> {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`figure ${id}`}, 0))`;
    },

    async save(
      db: Database,
      id: string,
      { value, asOf }: FigureWords,
      by: { readonly staffId: string; readonly now: Date },
    ): Promise<void> {
      const row = { value: { ...value, as_of: asOf }, updated_by: by.staffId, updated_at: by.now };
      await db.figure.upsert({ where: { id }, create: { id, ...row }, update: row });
    },

    /** Forgets what staff entered; false when there was nothing. */
    async remove(db: Database, id: string): Promise<boolean> {
      return (await db.figure.deleteMany({ where: { id } })).count > 0;
    },
  };
}
export type FigureStore = ReturnType<typeof createFigureStore>;
