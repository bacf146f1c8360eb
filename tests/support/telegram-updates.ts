let lastUpdate = 1000;

/** Updates as Telegram sends them. Ids rise by one unless given. */
export const telegramUpdates = {
  text(chat: number, text: string, more: { update_id?: number; language_code?: string; date?: Date } = {}) {
    return {
      update_id: more.update_id ?? (lastUpdate += 1),
      message: {
        message_id: lastUpdate,
        date: more.date ? Math.floor(more.date.getTime() / 1000) : 1_790_000_000,
        chat: { id: chat, type: 'private', first_name: '李' },
        from: { id: chat, is_bot: false, first_name: '李', language_code: more.language_code ?? 'zh-hans' },
        text,
      },
    };
  },
  /** A message with more fields, such as `{ voice: {…} }`; a negative chat is a group. */
  message(chat: number, fields: Record<string, unknown>) {
    return {
      update_id: (lastUpdate += 1),
      message: {
        message_id: lastUpdate,
        date: 1_790_000_000,
        chat: { id: chat, type: chat < 0 ? 'supergroup' : 'private' },
        from: { id: Math.abs(chat), is_bot: false, first_name: '李', language_code: 'zh-hans' },
        ...fields,
      },
    };
  },
  button(chat: number, data: string) {
    return {
      update_id: (lastUpdate += 1),
      callback_query: {
        id: `query-${lastUpdate}`,
        from: { id: Math.abs(chat), is_bot: false, first_name: '李', language_code: 'zh-hans' },
        chat_instance: '1',
        message: { message_id: 1, date: 0, chat: { id: chat, type: chat < 0 ? 'supergroup' : 'private' } },
        data,
      },
    };
  },
  member(chat: number, status: string) {
    return {
      update_id: (lastUpdate += 1),
      my_chat_member: {
        chat: { id: chat, type: chat < 0 ? 'supergroup' : 'private' },
        from: { id: Math.abs(chat), is_bot: false, first_name: '李' },
        date: 1_790_000_000,
        old_chat_member: { status: 'member', user: { id: 1, is_bot: true, first_name: '守望' } },
        new_chat_member: { status, user: { id: 1, is_bot: true, first_name: '守望' } },
      },
    };
  },
};
