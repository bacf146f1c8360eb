export { type Place, type Sealer } from './sealer.js';
