export { createWebchat, type Webchat, type WebchatDeps } from './create-webchat.js';
export { createWriteLine } from './write-line.js';
export type * from './types.js';
