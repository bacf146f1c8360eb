import { createAuditStore } from '../../../src/domain/audit/index.js';
import { createStaff, type Role, type Staff } from '../../../src/domain/staff/index.js';
import { createPasswords } from '../../../src/infra/passwords.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../../support/app.js';
import { openStaffBrowser, type StaffBrowser } from './staff-browser.js';

export const PASSWORD = '山口 的 风 今天 很大';

/** The whole service with its staff. */
export interface StaffHouse {
  readonly app: TestApp;
  /** The same accounts by another pool, to prepare and to look. */
  readonly staff: Staff;
  /** An account that can sign in; its login is the first role unless given. Returns its id. */
  hire(roles: readonly Role[], login?: string): Promise<string>;
  browser(): StaffBrowser;
  /** A browser that is signed in. */
  signedIn(login: string): Promise<StaffBrowser>;
  /** What has been written down, oldest first: "action detail". */
  audited(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openStaffHouse(options: TestAppOptions = {}): Promise<StaffHouse> {
  const app = await startTestApp(options);
  const { database, sealer, clock } = app;
  const passwords = createPasswords();
  const staff = createStaff({ db: database.prisma, sealer, passwords, audit: createAuditStore(), clock });
  const house: StaffHouse = {
    app,
    staff,
    async hire(roles, login = roles[0] ?? 'nobody') {
      const actor = await staff.idOf('boss');
      const { id, linkToken } = await staff.room.create(actor ?? FIRST, {
        login,
        name: `${login}同事`,
        roles,
      });
      await staff.signIn.setPassword(linkToken, PASSWORD);
      return id;
    },
    browser: () => openStaffBrowser(app.url),
    async signedIn(login) {
      const browser = openStaffBrowser(app.url);
      const answer = await browser.signIn(login, PASSWORD);
      if (answer.status !== 303) {
        throw new Error(`${login} was not let in: ${answer.status}`);
      }
      return browser;
    },
    async audited() {
      const rows = await database.prisma.auditEvent.findMany({ orderBy: { id: 'asc' } });
      return rows.map(({ action, detail }) => (detail ? `${action} ${detail}` : action));
    },
    close: () => app.close(),
  };
  return house;
}

/** Who hires before anybody has been hired. */
const FIRST = '00000000-0000-4000-8000-000000000000';
