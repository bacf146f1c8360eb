import type { JSX } from 'preact';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field } from '../route.js';
import type { CoreDeps } from './core-deps.js';
import { ChoosePage, FirstPage, type LinkPageProps } from './link-pages.js';
import { readPassword } from './password-fields.js';
import { refusalOf } from './refusal.js';

/** A one-time link as a page: what it is for, its view, and what its form does (null: the link works no more). */
interface LinkPage {
  readonly path: string;
  readonly use: 'first_administrator' | 'password';
  readonly title: string;
  readonly Page: (props: LinkPageProps) => JSX.Element;
  readonly submit: (call: ConsoleCall, token: string) => Promise<true | null>;
  readonly done: 'first' | 'password';
}

/** The pages that one-time links open. Looking at one uses nothing up. */
export function linkRoutes({ signIn }: CoreDeps): ConsoleRoute[] {
  const pages: readonly LinkPage[] = [
    {
      path: '/first/:token',
      use: 'first_administrator',
      title: 'console:first.title',
      Page: FirstPage,
      submit: async ({ form }, token) =>
        signIn.createFirst(token, {
          login: field(form, 'login'),
          name: field(form, 'name'),
          password: readPassword(form),
        }),
      done: 'first',
    },
    {
      path: '/link/:token',
      use: 'password',
      title: 'console:choose.title',
      Page: ChoosePage,
      submit: async ({ form }, token) => signIn.setPassword(token, readPassword(form)),
      done: 'password',
    },
  ];
  return pages.flatMap((page) => [show(signIn, page), submit(page)]);
}

function show(signIn: CoreDeps['signIn'], { path, use, title, Page }: LinkPage): ConsoleRoute {
  return {
    method: 'GET',
    path,
    rule: 'anyone',
    async handle(call) {
      if ((await signIn.linkFor(call.params.token ?? '')) !== use) {
        throw new AppError('link_ended', 404);
      }
      call.page(call.tongue.say(title), <Page tongue={call.tongue} secrets={call.secrets} />);
    },
  };
}

function submit({ path, title, Page, submit: work, done }: LinkPage): ConsoleRoute {
  return {
    method: 'POST',
    path,
    rule: 'anyone',
    async handle(call) {
      const { tongue, secrets, form } = call;
      try {
        if (!(await work(call, call.params.token ?? ''))) {
          throw new AppError('link_ended', 404);
        }
      } catch (error) {
        const typed = { login: field(form, 'login'), name: field(form, 'name') };
        const refusal = refusalOf(error, tongue);
        call.page(
          tongue.say(title),
          <Page {...typed} tongue={tongue} secrets={secrets} refusal={refusal} />,
          400,
        );
        return;
      }
      call.redirect(`/console/sign-in?done=${done}`);
    },
  };
}
