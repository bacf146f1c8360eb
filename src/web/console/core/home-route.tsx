import { may } from '../../../domain/staff/index.js';
import { OpenAlarms } from '../alarms/index.js';
import type { ConsoleRoute } from '../route.js';
import type { Todo } from './core-deps.js';

/** The first page: what waits for somebody with these roles. */
export function homeRoute(todo: readonly Todo[]): ConsoleRoute {
  return {
    method: 'GET',
    path: '/',
    rule: 'signed_in',
    async handle({ staff, tongue, alarms, secrets, page }) {
      const { say } = tongue;
      const roles = staff?.roles ?? [];
      const mine = todo.filter(({ action }) => may(roles, action));
      const counted = await Promise.all(mine.map(async (each) => ({ ...each, waiting: await each.count() })));
      page(
        say('console:home.title'),
        <>
          <h1>{say('console:home.heading', { name: staff?.name ?? '' })}</h1>
          <OpenAlarms {...{ tongue, secrets, alarms }} mayTake={may(roles, 'case_change')} />
          {counted.length === 0 ? (
            <p>{say('console:home.nothing_yours')}</p>
          ) : (
            <ul class="todo">
              {counted.map(({ key, href, waiting }) => (
                <li key={key}>
                  <a class={waiting > 0 ? 'todo-item' : 'todo-item todo-done'} href={href}>
                    <b>{waiting}</b>
                    <span>{say(key)}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </>,
      );
    },
  };
}
