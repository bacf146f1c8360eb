import type { Clock } from '../../lib/clock.js';
import { AppError } from '../../lib/errors.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import { may } from '../staff/index.js';
import { createFigureStore } from './figure-store.js';
import {
  currentFigures,
  type Figure,
  figureDaySchema,
  type Figures,
  figureValueSchema,
  mostOf,
  overlongField,
  type OwnFigure,
  placesOf,
  withFigures,
} from './figures.js';
import { bumpRevision } from './revision-store.js';
import type { KnowledgeEntry } from './schema.js';

export interface FigureDeskDeps {
  readonly transaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly shipped: Figures;
  /** Figures that are made of something else and changed there. */
  readonly derived: (db: Database) => Promise<readonly OwnFigure[]>;
  /** The entries of all languages as they are written now, with places for their figures. */
  readonly entries: (db: Database) => Promise<readonly KnowledgeEntry[]>;
  /** In how many sentences of chat and pages a figure stands. */
  readonly sentences: ReadonlyMap<string, number>;
  readonly clock: Clock;
}

/** A figure as staff see it. */
export interface FigureSheet {
  /** As it is used now. */
  readonly figure: Figure;
  readonly shipped: Figure;
  /** Null while the shipped one is used. */
  readonly own: OwnFigure | null;
  /** True when it is made of something else, and changed there alone. */
  readonly isDerived: boolean;
  /** The answers it stands in. */
  readonly entries: readonly KnowledgeEntry[];
  /** In how many sentences of chat and pages it stands. */
  readonly sentences: number;
}

/** Who wants to change a figure. */
export interface FigureEditor {
  readonly id: string;
  readonly roles: readonly string[];
}

/** What a form of a figure holds, as it was typed. */
export interface FigureForm {
  readonly value: { readonly 'zh-CN': string; readonly en: string };
  readonly asOf: string;
  /** What `versionOf` said when the form was made. */
  readonly version: string;
}

/** The figures for staff. What is changed has its audit row, and reaches every process, when a call resolves. */
export interface FigureDesk {
  /** All, in the order of the file. */
  list(): Promise<readonly FigureSheet[]>;
  /** Null for an unknown id. */
  find(id: string): Promise<FigureSheet | null>;
  /**
   * Puts words in place of those in use. Throws `not_found` (404; also when she may not), `figure_words`, `figure_day`, `figure_too_long`
   * (400), `figure_changed` (409) when somebody else was faster, `figure_from_duty` (409) when it is derived. The same words again change nothing.
   */
  change(editor: FigureEditor, id: string, form: FigureForm): Promise<void>;
  /** Takes the shipped words again. Throws `not_found` (404), `figure_changed` and `figure_from_duty` (409). */
  restore(editor: FigureEditor, id: string, version: string): Promise<void>;
}

/** Whether she may change it: hours are also the administrators' business. */
export function mayEditFigure(roles: readonly string[], { group }: Pick<Figure, 'group'>): boolean {
  return may(roles, 'figure_edit') || (group === 'hours' && may(roles, 'figure_edit_hours'));
}

/** Tells one state of a figure from the next. */
export const versionOf = ({ own }: Pick<FigureSheet, 'own'>): string =>
  own?.changedAt.toISOString() ?? 'shipped';

export function createFigureDesk(deps: FigureDeskDeps): FigureDesk {
  const { transaction, audit, shipped, sentences, clock } = deps;
  const store = createFigureStore();

  async function sheets(db: Database): Promise<FigureSheet[]> {
    const derived = await deps.derived(db);
    const own = await ownOf(db);
    const entries = await deps.entries(db);
    const usedIn = whereUsed(entries);
    const current = currentFigures(shipped, own);
    return [...shipped].map(([id, figure]) => ({
      figure: current.get(id) ?? figure,
      shipped: figure,
      own: own.findLast((mine) => mine.id === id) ?? null,
      isDerived: derived.some((made) => made.id === id),
      entries: usedIn.get(id) ?? [],
      sentences: sentences.get(id) ?? 0,
    }));
  }

  const find = async (db: Database, id: string) =>
    (await sheets(db)).find(({ figure }) => figure.id === id) ?? null;

  /** The figure, held until the transaction ends. */
  async function hold(db: Database, editor: FigureEditor, id: string): Promise<FigureSheet> {
    await store.hold(db, id);
    const sheet = await find(db, id);
    if (!sheet || !mayEditFigure(editor.roles, sheet.figure)) {
      throw new AppError('not_found', 404);
    }
    if (sheet.isDerived) {
      throw new AppError('figure_from_duty', 409);
    }
    return sheet;
  }

  async function changed(
    db: Database,
    editor: FigureEditor,
    id: string,
    action: 'figure_changed' | 'figure_restored',
  ) {
    await audit.record(db, {
      staffId: editor.id,
      action,
      subject: { kind: 'figure', id: null },
      detail: id,
      now: clock.now(),
    });
    await bumpRevision(db);
  }

  return {
    list: () => transaction(sheets),
    find: (id) => transaction((db) => find(db, id)),

    change: (editor, id, form) =>
      transaction(async (db) => {
        const sheet = await hold(db, editor, id);
        const words = readForm(sheet.figure, form, clock.now());
        if (sheet.own && isSame(sheet.own, words)) {
          return;
        }
        refuseOutdated(sheet, form.version);
        refuseTooLong(sheet, words.value, await currentOf(db));
        await store.save(db, id, words, { staffId: editor.id, now: clock.now() });
        await changed(db, editor, id, 'figure_changed');
      }),

    restore: (editor, id, version) =>
      transaction(async (db) => {
        const sheet = await hold(db, editor, id);
        if (!sheet.own) {
          return;
        }
        refuseOutdated(sheet, version);
        refuseTooLong(sheet, sheet.shipped.value, await currentOf(db));
        await store.remove(db, id);
        await changed(db, editor, id, 'figure_restored');
      }),
  };

  async function currentOf(db: Database): Promise<Figures> {
    return currentFigures(shipped, await ownOf(db));
  }

  /** What is in use in place of the shipped ones; of two for one figure the later counts. */
  async function ownOf(db: Database): Promise<OwnFigure[]> {
    return [...(await store.readFigures(db)), ...(await deps.derived(db))];
  }
}

function whereUsed(entries: readonly KnowledgeEntry[]): ReadonlyMap<string, KnowledgeEntry[]> {
  const used = new Map<string, KnowledgeEntry[]>();
  for (const entry of entries) {
    for (const id of placesOf(entry)) {
      used.set(id, [...(used.get(id) ?? []), entry]);
    }
  }
  return used;
}

/** The words of a form. Throws `figure_words` or `figure_day` (400). */
function readForm(figure: Figure, { value, asOf }: FigureForm, now: Date) {
  const words = figureValueSchema(figure.group).safeParse(value);
  if (!words.success) {
    const most = mostOf(figure);
    throw new AppError('figure_words', 400, { zh: most['zh-CN'], en: most.en });
  }
  const day = figureDaySchema.safeParse(asOf);
  if (!day.success || day.data > dayOf(now)) {
    throw new AppError('figure_day', 400);
  }
  return { value: words.data, asOf: day.data };
}

/** The day of a moment where we are, YYYY-MM-DD. */
const dayOf = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(moment);

function isSame(own: OwnFigure, { value, asOf }: ReturnType<typeof readForm>): boolean {
  return own.asOf === asOf && own.value['zh-CN'] === value['zh-CN'] && own.value.en === value.en;
}

function refuseOutdated(sheet: FigureSheet, version: string): void {
  if (versionOf(sheet) !== version) {
    throw new AppError('figure_changed', 409);
  }
}

/** Throws `figure_too_long` (400) when an answer would become longer than a phone shows at once. */
function refuseTooLong({ figure, entries }: FigureSheet, value: Figure['value'], current: Figures): void {
  const changed = new Map(current).set(figure.id, { ...figure, value });
  const tooLong = withFigures(entries, changed).find((entry) => overlongField(entry) !== null);
  if (tooLong) {
    throw new AppError('figure_too_long', 400, { title: tooLong.title });
  }
}
