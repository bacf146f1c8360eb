export { CONSENTS, type Consents, createConsentStore, type Purpose } from './consent-store.js';
export { REPORT_CONSENT } from './report-consent.js';
