export {
  createContactStore,
  type Channel,
  type Contact,
  type ContactStore,
  type Database,
} from './contact-store.js';
