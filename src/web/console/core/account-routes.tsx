import type { JSX } from 'preact';
import { may } from '../../../domain/staff/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { TextField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import { ChatPanel, type ChatPanelProps } from './chat-panel.js';
import type { CoreDeps } from './core-deps.js';
import { PasswordFields, readPassword } from './password-fields.js';
import { Refused } from './refused.js';
import { problemWith, type Refusal, refusalOf } from './refusal.js';
import { RoleList } from './roles.js';

/** One's own account. A new password ends every session of it, this one too. */
export function accountRoutes({ signIn, cookies, ownChat }: CoreDeps): ConsoleRoute[] {
  const show = async (call: ConsoleCall, shown: Shown = {}): Promise<void> => {
    const { staff, tongue } = call;
    const isCalled = ownChat !== null && staff !== null && may(staff.roles, 'alarm_view');
    const chat = isCalled ? { chat: await ownChat.of(staff.id), code: shown.code } : null;
    const body = <AccountPage call={call} refusal={shown.refusal} chat={chat} />;
    call.page(tongue.say('console:account.title'), body, shown.refusal ? 400 : 200);
  };
  return [
    ...chatRoutes(ownChat, show),
    {
      method: 'GET',
      path: '/account',
      rule: 'signed_in',
      handle: (call) => show(call),
    },
    {
      method: 'POST',
      path: '/account/password',
      rule: 'signed_in',
      async handle(call) {
        const { form, staff, tongue } = call;
        try {
          const password = readPassword(form);
          if (!(await signIn.changePassword(staff?.id ?? '', field(form, 'present'), password))) {
            throw new AppError('password_wrong', 400);
          }
        } catch (error) {
          await show(call, { refusal: refusalOf(error, tongue) });
          return;
        }
        cookies.session.end(call.res);
        call.redirect('/console/sign-in?done=password');
      },
    },
  ];
}

interface Shown {
  readonly refusal?: Refusal;
  /** Digits that were just made; they are shown this once. */
  readonly code?: string;
}

/** Where she is called in an emergency: digits that show a chat to be hers, and the end of it. */
function chatRoutes(
  ownChat: CoreDeps['ownChat'],
  show: (call: ConsoleCall, shown: Shown) => Promise<void>,
): ConsoleRoute[] {
  return ownChat === null
    ? []
    : [
        {
          method: 'POST',
          path: '/account/chat',
          rule: 'alarm_view',
          handle: async (call) => show(call, { code: await ownChat.newCode(staffOf(call).id) }),
        },
        {
          method: 'POST',
          path: '/account/chat/unlink',
          rule: 'alarm_view',
          async handle(call) {
            await ownChat.unlink(staffOf(call).id);
            call.redirect('/console/account');
          },
        },
      ];
}

function AccountPage({
  call: { tongue, staff, secrets },
  refusal,
  chat,
}: {
  readonly call: ConsoleCall;
  readonly refusal: Refusal | undefined;
  /** Null when she is called nowhere. */
  readonly chat: Pick<ChatPanelProps, 'chat' | 'code'> | null;
}): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console:account.heading')}</h1>
      <dl class="facts">
        <dt>{say('console:staff.name')}</dt>
        <dd>{staff?.name}</dd>
        <dt>{say('console:staff.login')}</dt>
        <dd>{staff?.login}</dd>
        <dt>{say('console:staff.roles')}</dt>
        <dd>
          <RoleList tongue={tongue} roles={staff?.roles ?? []} />
        </dd>
      </dl>
      {chat && <ChatPanel tongue={tongue} secrets={secrets} {...chat} />}
      <section class="panel narrow">
        <h2>{say('console:account.password_heading')}</h2>
        <p>{say('console:account.password_lead')}</p>
        <Refused refusal={refusal} />
        <form method="post" action="/console/account/password">
          <Secrets secrets={secrets} />
          <TextField
            name="present"
            type="password"
            label={say('console:account.present')}
            problem={problemWith(refusal, 'present')}
            autocomplete="current-password"
            required
          />
          <PasswordFields tongue={tongue} refusal={refusal} />
          <button class="button">{say('console:account.action')}</button>
        </form>
      </section>
    </>
  );
}
