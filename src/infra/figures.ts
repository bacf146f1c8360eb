import path from 'node:path';
import {
  currentFigures,
  type Figures,
  figuresFileSchema,
  figureWordsOf,
  type OwnFigure,
} from '../domain/knowledge/index.js';
import { readYaml } from './read-yaml.js';

/** The shipped figures from a `locales` folder. Throws `StartupError` naming the field of the first mistake. */
export function readShippedFigures(folder: string): Figures {
  const { figures } = readYaml(path.join(folder, 'figures.yaml'), figuresFileSchema);
  return new Map(figures.map((figure) => [figure.id, figure]));
}

/** The figures that are in use at this moment: the shipped ones until what staff changed is put in their place. */
export interface FiguresInUse {
  all(): Figures;
  /** The words of every figure in a language. */
  words(locale: string): Readonly<Record<string, string>>;
  /** Puts what staff changed in place of the shipped ones, from the next sentence on. */
  take(own: readonly OwnFigure[]): void;
}

export function holdFigures(shipped: Figures): FiguresInUse {
  let figures = shipped;
  let words = new Map<string, Readonly<Record<string, string>>>();
  return {
    all: () => figures,
    words(locale) {
      const known = words.get(locale) ?? figureWordsOf(figures, locale);
      words.set(locale, known);
      return known;
    },
    take(own) {
      figures = currentFigures(shipped, own);
      words = new Map();
    },
  };
}
