import type { Place, Sealer } from '../privacy/index.js';

/**
 * Digest of a channel's own id of a chat: the same for its contact, its updates and the messages to it, and tells nobody who it is.
 * So a statement in SQL can find or write all three without a key in hand.
 */
export function addressKey(sealer: Sealer, channel: string, address: string): Uint8Array<ArrayBuffer> {
  return sealer.blindIndex(`contact|${channel}`, address);
}

const place = (contactId: string): Place => ({ table: 'contact', column: 'address', row: contactId });

export function sealAddress(sealer: Sealer, contactId: string, address: string): Uint8Array<ArrayBuffer> {
  return sealer.seal(place(contactId), address);
}

/** The address of a contact's chat. Throws `unsealable`. */
export function openAddress(sealer: Sealer, contactId: string, sealed: Uint8Array): string {
  return sealer.open(place(contactId), sealed);
}
