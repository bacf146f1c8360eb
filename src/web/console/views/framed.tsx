import type { JSX, VNode } from 'preact';
import type { PageFiles } from '../../views/layout.js';
import type { Tongue } from '../../views/tongue.js';
import { AlarmBanner, type AlarmWatch } from '../alarms/index.js';
import type { NavItem } from '../navigation.js';

export interface FrameProps {
  readonly tongue: Tongue;
  readonly files: PageFiles & { readonly count: string; readonly alarm: string };
  /** What the roles may enter. */
  readonly rooms: readonly NavItem[];
  /** Address of the room in which this page is. */
  readonly here: string | undefined;
  readonly otherLanguage: string;
  /** Null for those whom no emergency calls. */
  readonly watch: AlarmWatch | null;
  /** Who is signed in, with the token of the form that signs out. */
  readonly staff: { readonly name: string; readonly csrf: string } | null;
}

/** A page of the console. Its title is neutral: it stays in the browser's history. */
export function Framed(
  props: FrameProps & { readonly title: string; readonly body: VNode; readonly script?: boolean },
): JSX.Element {
  const { tongue, files, title, body, watch } = props;
  return (
    <html lang={tongue.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${title} · ${tongue.say('console:frame.title')}`}</title>
        <link rel="stylesheet" href={files.style} />
        <link rel="icon" type="image/svg+xml" href={files.icon} />
        {props.script && <script src={files.count} defer />}
        {watch && <script src={files.alarm} defer />}
      </head>
      <body class={props.staff ? 'inside' : 'outside'}>
        <a class="skip" href="#main">
          {tongue.say('console:frame.skip')}
        </a>
        <Head {...props} />
        {props.rooms.length > 0 && <Rooms {...props} />}
        <main id="main" tabIndex={-1}>
          {watch && <AlarmBanner say={tongue.say} watch={watch} />}
          {body}
        </main>
      </body>
    </html>
  );
}

function Head({ tongue, staff, otherLanguage }: FrameProps): JSX.Element {
  const { say, locale } = tongue;
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <header class="head">
      <a class="brand" href="/console">
        {say('console:frame.title')}
      </a>
      <div class="head-side">
        <a class="head-link" href={otherLanguage} lang={other} hreflang={other}>
          {say('web:site.language')}
        </a>
        {staff && (
          <>
            <a class="head-link" href="/console/account">
              {staff.name}
            </a>
            <form method="post" action="/console/sign-out">
              <input type="hidden" name="csrf" value={staff.csrf} />
              <button class="head-link">{say('console:frame.sign_out')}</button>
            </form>
          </>
        )}
      </div>
    </header>
  );
}

function Rooms({ tongue: { say }, rooms, here }: FrameProps): JSX.Element {
  return (
    <nav class="rooms" aria-label={say('console:frame.nav')}>
      <ul>
        {rooms.map(({ href, key }) => (
          <li key={href}>
            <a href={href} aria-current={href === here ? 'page' : undefined}>
              {say(key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
