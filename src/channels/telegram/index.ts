export { eraseCall } from './send/calls.js';
export { renderReplies } from './send/render.js';
export { createTelegram, type Telegram, type TelegramOptions, WEBHOOK_PATH } from './telegram.js';
