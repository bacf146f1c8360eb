export { CODE_MINUTES } from './chat-store.js';
export { createStaff, type Staff } from './create-staff.js';
export { LINK_HOURS } from './link-store.js';
export { FEWEST as FEWEST_IN_PASSWORD } from './password-rules.js';
export { type Action, may, PERMISSIONS, type Role, ROLES } from './permissions.js';
export type { LinkChat, OwnChat } from './own-chat.js';
export type { LinkedChat, SignIn, StaffMember, StaffRoom } from './types.js';
