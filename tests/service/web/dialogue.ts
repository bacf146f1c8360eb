import {
  LOCALES,
  type Message,
  type Reply,
  type Session,
  type TurnResult,
} from '../../../src/conversation/types.js';

/** A small dialogue: enough to see what a door makes of replies, choices, a change of language, deletion and a fault. */
export function turn(session: Session, message: Message): TurnResult {
  if (message.kind === 'button') {
    return press(session, message.value);
  }
  const text = message.kind === 'text' ? message.text : '';
  if (text.includes('故障')) {
    throw new Error(`could not think about: ${text}`);
  }
  if (text.trim() === '') {
    return smallTalk(session, {
      text: english(session) ? 'Please write a question.' : '请用文字说说您想问什么。',
    });
  }
  if (text === '/start') {
    return smallTalk(session, welcome(session));
  }
  if (text === '删除我的数据') {
    return smallTalk(
      { ...session, pending: { kind: 'forget' } },
      {
        text: '要全部删除吗？',
        buttons: [
          { label: '删除', value: 'forget:yes' },
          { label: '不删', value: 'forget:no' },
        ],
      },
    );
  }
  return answer(session, text);
}

function press(session: Session, value: string): TurnResult {
  const locale = LOCALES.find((known) => value === `lang:${known}`);
  if (locale) {
    const changed = { ...session, locale };
    return smallTalk(changed, { text: locale === 'en' ? 'English from now on.' : '接下来用中文。' }, [
      { type: 'set_locale', locale },
    ]);
  }
  if (value === 'forget:yes') {
    return smallTalk(session, { text: '已经删除。' }, [{ type: 'forget' }]);
  }
  return value === 'entry:sleep'
    ? answer(session, '睡觉')
    : smallTalk(session, { text: '这个按钮已经过期了。' });
}

function answer(session: Session, text: string): TurnResult {
  const reply: Reply = {
    ...(text.includes('我要投诉') && { sensitive: true }),
    text: english(session)
      ? `At least 2 hours outdoors every day (${[...text].length}).\nSource: Children’s outline, part 1`
      : `每天白天到室外至少2小时（${[...text].length}字）。阴天、树荫下也有用，隔着玻璃不算。\n出处：西区儿童发展纲要领域（一）策略措施10`,
    buttons: [{ label: english(session) ? 'Sleep' : '睡多久才够', value: 'entry:sleep' }],
    links: [{ label: english(session) ? 'More' : '更多', url: '/learn/vision' }],
  };
  return {
    kind: 'answer',
    entry: 'vision',
    session: { ...session, greeted: true },
    replies: [reply],
    effects: [],
  };
}

function welcome(session: Session): Reply {
  const other = english(session) ? 'zh-CN' : 'en';
  return {
    text: english(session)
      ? 'Hello, I am a program, not a person. Ask me about raising children. Danger: 110. Injury: 120.'
      : '您好，我是自动问答程序，不是真人。带娃的问题直接打字问我。有危险打110，伤病打120。',
    buttons: [
      { label: english(session) ? 'Sleep' : '睡多久才够', value: 'entry:sleep' },
      { label: english(session) ? '中文' : 'English', value: `lang:${other}` },
    ],
    links: [{ label: english(session) ? 'Privacy' : '隐私说明', url: '/privacy' }],
  };
}

const english = (session: Session) => session.locale === 'en';

function smallTalk(session: Session, reply: Reply, effects: TurnResult['effects'] = []): TurnResult {
  return { kind: 'smalltalk', session: { ...session, greeted: true }, replies: [reply], effects };
}
