import type { ConsoleRoute } from '../route.js';
import { accountRoutes } from './account-routes.js';
import { auditRoutes } from './audit-routes.js';
import type { CoreDeps } from './core-deps.js';
import { homeRoute } from './home-route.js';
import { linkRoutes } from './link-routes.js';
import { signInRoutes } from './sign-in-routes.js';
import { staffRoutes } from './staff-routes.js';
export type { CoreDeps, Todo } from './core-deps.js';

/** The console's own pages: getting in, the first page, accounts, audit. */
export function coreRoutes(deps: CoreDeps): ConsoleRoute[] {
  return [
    homeRoute(deps.todo),
    ...signInRoutes(deps),
    ...linkRoutes(deps),
    ...accountRoutes(deps),
    ...staffRoutes(deps),
    ...auditRoutes(deps),
  ];
}
