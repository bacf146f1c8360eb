export { CONSENTS, type Consents, createConsentStore, type Purpose } from './consent-store.js';
