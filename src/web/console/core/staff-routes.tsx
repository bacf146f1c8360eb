import { may, type StaffMember } from '../../../domain/staff/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, fields } from '../route.js';
import type { CoreDeps } from './core-deps.js';
import { type Refusal, refusalOf } from './refusal.js';
import { StaffListPage } from './staff-list-page.js';
import { LinkMadePage, MemberPage, NewStaffPage } from './staff-pages.js';

/** The accounts: seen by administrators and auditors, changed by administrators. */
export function staffRoutes(deps: CoreDeps): ConsoleRoute[] {
  const { room } = deps;
  return [
    {
      method: 'GET',
      path: '/staff',
      rule: 'staff_view',
      async handle({ tongue, staff, page }) {
        const canManage = may(staff?.roles ?? [], 'staff_manage');
        page(
          tongue.say('console:staff.title'),
          <StaffListPage tongue={tongue} members={await room.list()} canManage={canManage} />,
        );
      },
    },
    { method: 'POST', path: '/staff', rule: 'staff_manage', handle: create(deps) },
    { method: 'GET', path: '/staff/new', rule: 'staff_manage', handle: (call) => showNew(call) },
    {
      method: 'GET',
      path: '/staff/:id',
      rule: 'staff_manage',
      handle: (call) => showMember(room, call),
    },
    ...changes(deps),
  ];
}

type Handle = ConsoleRoute['handle'];

function create({ room, publicUrl }: CoreDeps): Handle {
  return async (call) => {
    const { form, tongue } = call;
    const account = {
      login: field(form, 'login'),
      name: field(form, 'name'),
      roles: fields(form, 'roles'),
    };
    try {
      const { id, linkToken } = await room.create(actorOf(call), account);
      showLink(call, publicUrl, { member: { id, name: account.name }, linkToken });
    } catch (error) {
      showNew(call, { ...account, refusal: refusalOf(error, tongue) });
    }
  };
}

function changes({ room, publicUrl }: CoreDeps): ConsoleRoute[] {
  const change = (
    path: string,
    done: 'roles' | 'state',
    work: (call: ConsoleCall, id: string) => Promise<void>,
  ) =>
    ({
      method: 'POST',
      path: `/staff/:id/${path}`,
      rule: 'staff_manage',
      async handle(call) {
        const id = idOf(call);
        try {
          await work(call, id);
        } catch (error) {
          await showMember(room, call, refusalOf(error, call.tongue));
          return;
        }
        call.redirect(`/console/staff/${id}?done=${done}`);
      },
    }) satisfies ConsoleRoute;
  return [
    change('roles', 'roles', (call, id) => room.setRoles(actorOf(call), id, fields(call.form, 'roles'))),
    change('state', 'state', (call, id) =>
      room.setDisabled(actorOf(call), id, field(call.form, 'change') === 'disable'),
    ),
    {
      method: 'POST',
      path: '/staff/:id/link',
      rule: 'staff_manage',
      async handle(call) {
        const member = await memberOf(room, call);
        const { linkToken } = await room.makeLink(actorOf(call), member.id);
        showLink(call, publicUrl, { member, linkToken });
      },
    },
  ];
}

function showNew(
  call: ConsoleCall,
  filled: { login: string; name: string; roles: readonly string[]; refusal?: Refusal } = {
    login: '',
    name: '',
    roles: [],
  },
): void {
  const { tongue, secrets } = call;
  call.page(
    tongue.say('console:staff.title'),
    <NewStaffPage {...filled} tongue={tongue} secrets={secrets} />,
    filled.refusal ? 400 : 200,
  );
}

async function showMember(room: CoreDeps['room'], call: ConsoleCall, refusal?: Refusal): Promise<void> {
  const { tongue, secrets, query } = call;
  const member = await memberOf(room, call);
  const done = (['roles', 'state'] as const).find((each) => each === query.done);
  call.page(
    tongue.say('console:staff.title'),
    <MemberPage tongue={tongue} secrets={secrets} member={member} done={done} refusal={refusal} />,
    refusal ? 400 : 200,
  );
}

function showLink(
  call: ConsoleCall,
  publicUrl: string | undefined,
  made: { readonly member: { readonly id: string; readonly name: string }; readonly linkToken: string },
): void {
  const { req, tongue } = call;
  const base = publicUrl ?? `${req.protocol}://${req.headers.host ?? ''}`;
  const link = `${base}/console/link/${made.linkToken}`;
  call.page(
    tongue.say('console:staff.title'),
    <LinkMadePage tongue={tongue} member={made.member} link={link} />,
  );
}

const idOf = ({ params }: ConsoleCall): string => params.id ?? '';
const actorOf = ({ staff }: ConsoleCall): string => staff?.id ?? '';

async function memberOf(room: CoreDeps['room'], call: ConsoleCall): Promise<StaffMember> {
  const member = (await room.list()).find(({ id }) => id === idOf(call));
  if (!member) {
    throw new AppError('not_found', 404);
  }
  return member;
}
