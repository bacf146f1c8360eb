import path from 'node:path';
import { type Figures, placesIn } from '../domain/knowledge/index.js';
import { type CategoriesData, categoriesSchema, type CategoryLeaf } from '../domain/triage/index.js';
import { StartupError } from '../lib/errors.js';
import { readYaml } from './read-yaml.js';

/**
 * The tree of complaints from a `locales` folder, with places for figures in what officers look up. Throws `StartupError` naming the field
 * of the first mistake, or a figure that there is not.
 */
export function readCategories(folder: string, figures: Figures): CategoriesData {
  const file = path.join(folder, 'categories.yaml');
  const categories = readYaml(file, categoriesSchema);
  for (const leaf of categories.groups.flatMap(({ leaves }) => leaves)) {
    const unknown = placesIn(textsWithFigures(leaf).join(' ')).find((name) => !figures.has(name));
    if (unknown !== undefined) {
      throw new StartupError(`${file}: ${leaf.id}: there is no figure ${unknown}`);
    }
  }
  return categories;
}

/** Where a figure may stand in: what she is told and what officers look up. */
const textsWithFigures = ({ advice, federation, deadlines }: CategoryLeaf) => [
  ...Object.values(advice),
  federation,
  ...deadlines.map(({ within }) => within),
];
