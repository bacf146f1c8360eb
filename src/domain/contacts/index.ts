export { addressKey, openAddress } from './address.js';
export {
  createContactStore,
  type Channel,
  type Contact,
  type ContactStore,
  type Database,
} from './contact-store.js';
