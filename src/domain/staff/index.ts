export { type Action, may, PERMISSIONS, type Role, ROLES } from './permissions.js';
export type { SignIn, StaffMember, StaffRoom } from './types.js';
