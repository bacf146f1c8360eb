import { dangerScaleSchema } from '../../src/domain/cases/index.js';
import { readYaml } from '../../src/infra/read-yaml.js';

/** The shipped questions of the danger assessment. */
export const dangerScale = readYaml('locales/danger-assessment.yaml', dangerScaleSchema);
