export { createWebchat, type Webchat, type WebchatDeps } from './create-webchat.js';
export type * from './types.js';
