import type { ComponentChildren, JSX } from 'preact';
import { Lantern } from './icons.js';
import { QuickExit } from './quick-exit.js';
import { Skip } from './skip.js';
import type { Tongue } from './tongue.js';

/** Addresses of the files that a page loads. */
export interface PageFiles {
  readonly style: string;
  readonly icon: string;
  readonly scripts?: readonly string[];
}

export type Room = 'home' | 'chat' | 'help' | 'track' | 'learn' | 'tips' | 'privacy';

export interface LayoutProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  /** Neutral: it stays in the browser's history. */
  readonly title: string;
  /** Where the visitor is, for the navigation. */
  readonly room?: Room;
  /** A page that nobody else should see: the way out stands before everything else. */
  readonly hasExit?: boolean;
  readonly children: ComponentChildren;
}

const ROOMS: ReadonlyArray<readonly [Room, string]> = [
  ['home', '/'],
  ['chat', '/chat'],
  ['help', '/help'],
  ['track', '/r'],
  ['learn', '/learn'],
  ['tips', '/tips'],
  ['privacy', '/privacy'],
];

/** The frame of every page: numbers for danger first, then where one can go, the content, who is behind it. */
export function Layout({ tongue, files, title, room, hasExit, children }: LayoutProps): JSX.Element {
  const { locale, t } = tongue;
  const place = room ? `room-${room}` : 'room-none';
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${t('site.service')} · ${title}`}</title>
        <link rel="stylesheet" href={files.style} />
        <link rel="icon" type="image/svg+xml" href={files.icon} />
        {files.scripts?.map((script) => (
          <script key={script} src={script} defer />
        ))}
      </head>
      <body class={hasExit ? `${place} has-exit` : place}>
        {hasExit ? <QuickExit tongue={tongue} /> : <Skip tongue={tongue} />}
        <Urgent tongue={tongue} />
        <Head tongue={tongue} room={room} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer class="foot">
          <div class="wrap">
            <p>{t('site.footer')}</p>
            <p>
              <a href="/privacy">{t('site.footer_privacy')}</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** The three numbers that stand on top of every page. */
function Urgent({ tongue: { t } }: { readonly tongue: Tongue }): JSX.Element {
  const numbers = [
    ['110', t('site.police')],
    ['120', t('site.ambulance')],
    ['12338', t('site.federation')],
  ] as const;
  return (
    <aside class="urgent" aria-label={t('site.urgent_short')}>
      <div class="wrap urgent-row">
        <span class="urgent-label">{t('site.urgent')}</span>
        <ul class="urgent-list">
          {numbers.map(([number, name]) => (
            <li key={number}>
              <a href={`tel:${number}`}>
                <b>{number}</b> <span>{name}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}

function Head({ tongue, room }: { readonly tongue: Tongue; readonly room: Room | undefined }): JSX.Element {
  const { locale, t } = tongue;
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <header class="head">
      <div class="wrap head-row">
        <a class="brand" href="/">
          <Lantern />
          <span>
            <b>{t('site.name')}</b>
            <small>{t('site.tagline')}</small>
          </span>
        </a>
        <a
          class="switch"
          href={`?lang=${other}`}
          lang={other}
          hreflang={other}
          title={t('site.language_label')}
        >
          {t('site.language')}
        </a>
        <nav class="nav" aria-label={t('site.nav')}>
          <ul>
            {ROOMS.map(([name, href]) => (
              <li key={name}>
                <a href={href} aria-current={name === room ? 'page' : undefined}>
                  {t(`site.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}
