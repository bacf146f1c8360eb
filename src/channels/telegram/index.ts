export { createTelegram, type Telegram, type TelegramOptions, WEBHOOK_PATH } from './telegram.js';
