import { broadcastRoutes, calendarRoutes } from '../web/index.js';
import type { ConsoleRoom } from './console.js';
import type { Foundation } from './foundation.js';
import type { Tips } from './tips.js';

/** The staff's pages about what is sent: broadcasts and the calendar of tips. */
export function broadcastRoom(
  { clock, tips: { tips, themes, calendar }, townships }: Foundation,
  { broadcasts }: Pick<Tips, 'broadcasts'>,
): ConsoleRoom {
  const deps = {
    broadcasts,
    tips,
    themes: (locale: string) => themes.get(locale) ?? [],
    townships: (locale: 'zh-CN' | 'en') => townships.all.map(({ id, name }) => ({ id, title: name[locale] })),
    clock,
  };
  return {
    routes: [...broadcastRoutes(deps), ...calendarRoutes({ ...deps, calendar })],
    todo: [
      {
        key: 'console-tips:todo',
        href: '/console/broadcasts',
        action: 'broadcast_approve',
        count: () => broadcasts.submitted(),
      },
    ],
  };
}
