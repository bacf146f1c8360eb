import { may } from '../../domain/staff/index.js';
import type { ConsoleRoute, Rule } from './route.js';

export interface NavItem {
  readonly href: string;
  /** Its name: a key with its room. */
  readonly key: string;
}

/** The rooms of the console in the order of the navigation. One without a route is not built yet and not shown. */
const ROOMS: readonly NavItem[] = [
  { href: '/console', key: 'console:nav.home' },
  { href: '/console/cases', key: 'console:nav.cases' },
  { href: '/console/intake', key: 'console:nav.intake' },
  { href: '/console/triage', key: 'console:nav.triage' },
  { href: '/console/questions', key: 'console:nav.questions' },
  { href: '/console/knowledge', key: 'console:nav.knowledge' },
  { href: '/console/figures', key: 'console:nav.figures' },
  { href: '/console/duty', key: 'console:nav.duty' },
  { href: '/console/broadcasts', key: 'console:nav.broadcasts' },
  { href: '/console/tips', key: 'console:nav.tips' },
  { href: '/console/staff', key: 'console:nav.staff' },
  { href: '/console/audit', key: 'console:nav.audit' },
];

/** Whether somebody signed in with these roles may use what has this rule. */
export const fits = (rule: Rule, roles: readonly string[]): boolean =>
  rule === 'anyone' || rule === 'signed_in' || may(roles, rule);

/** The rooms that these roles may enter. */
export function navigationOf(routes: readonly ConsoleRoute[], roles: readonly string[]): NavItem[] {
  return ROOMS.filter(({ href }) =>
    routes.some(
      (route) => route.method === 'GET' && addressOf(route.path) === href && fits(route.rule, roles),
    ),
  );
}

/** The room that an address belongs to: the longest that it begins with. */
export function roomAt(items: readonly NavItem[], address: string): NavItem | undefined {
  return items
    .filter(({ href }) => address === href || (href !== '/console' && address.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

/** A route's address: everything is below `/console`. */
export const addressOf = (path: string): string => (path === '/' ? '/console' : `/console${path}`);
