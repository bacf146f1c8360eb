import { AppError } from '../../../lib/errors.js';
import { returnPath } from '../guard.js';
import { type ConsoleCall, type ConsoleRoute, field } from '../route.js';
import type { CoreDeps } from './core-deps.js';
import { DONE, SignInPage, type SignInProps } from './sign-in-page.js';

/** Signing in and out. A browser that signs in gets a new session, and its old one ends. */
export function signInRoutes({ signIn, limiter, cookies }: CoreDeps): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/sign-in',
      rule: 'anyone',
      handle(call) {
        const { staff, query } = call;
        if (staff) {
          call.redirect(returnPath(query.to));
          return;
        }
        show(call, { login: '', to: returnPath(query.to), done: DONE.find((each) => each === query.done) });
      },
    },
    {
      method: 'POST',
      path: '/sign-in',
      rule: 'anyone',
      async handle(call) {
        const { req, res, form, tongue } = call;
        await countTry(limiter, req.ip ?? '');
        const [login, to] = [field(form, 'login'), returnPath(field(form, 'to'))];
        const begun = await signIn.signIn(login, field(form, 'password'));
        if (!begun) {
          const refusal = { field: undefined, sentence: tongue.say('console:sign_in.wrong') };
          show(call, { login, to, refusal }, 401);
          return;
        }
        const before = cookies.session.read(req);
        if (before) {
          await signIn.signOut(before);
        }
        cookies.visitor.end(res);
        cookies.session.keep(res, begun.session);
        call.redirect(to);
      },
    },
    {
      method: 'POST',
      path: '/sign-out',
      rule: 'signed_in',
      async handle(call) {
        await signIn.signOut(cookies.session.read(call.req) ?? '');
        cookies.session.end(call.res);
        call.redirect('/console/sign-in?done=out');
      },
    },
  ];
}

function show(call: ConsoleCall, props: Omit<SignInProps, 'tongue' | 'secrets'>, status = 200): void {
  const { tongue, secrets } = call;
  call.page(
    tongue.say('console:sign_in.title'),
    <SignInPage {...props} tongue={tongue} secrets={secrets} />,
    status,
  );
}

/** Counts one try of a network. Throws `too_many_tries` (429). */
export async function countTry(limiter: CoreDeps['limiter'], ip: string): Promise<void> {
  const wait = await limiter.take('tries', ip);
  if (wait > 0) {
    throw new AppError('too_many_tries', 429, { seconds: Math.ceil(wait / 1000) });
  }
}
