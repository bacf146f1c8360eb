import path from 'node:path';
import { type CategoriesData, categoriesSchema } from '../domain/triage/index.js';
import { readYaml } from './read-yaml.js';

/** The tree of complaints from a `locales` folder. Throws `StartupError` naming the field of the first mistake. */
export function readCategories(folder: string): CategoriesData {
  return readYaml(path.join(folder, 'categories.yaml'), categoriesSchema);
}
