import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** What a page may load: nothing but its own style sheet and pictures, and with a script also that and its connections. */
export type Needs = 'nothing' | 'style' | 'script';

const SOURCES: Readonly<Record<Needs, readonly string[]>> = {
  nothing: [],
  style: ["style-src 'self'", "img-src 'self'", "form-action 'self'"],
  script: [
    "style-src 'self'",
    "img-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
  ],
};

/** The Content-Security-Policy, written out. */
export function contentSecurityPolicy(needs: Needs, https: boolean): string {
  const closed = needs === 'nothing' ? ["form-action 'none'"] : [];
  const upgrade = https ? ['upgrade-insecure-requests'] : [];
  return [
    "default-src 'none'",
    ...SOURCES[needs],
    ...closed,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...upgrade,
  ].join('; ');
}

/** Lets this answer load what it needs; until then it may load nothing. */
export function allow(res: Response, needs: Needs, https: boolean): void {
  res.setHeader('Content-Security-Policy', contentSecurityPolicy(needs, https));
}

const NO_FEATURES = [
  'camera',
  'microphone',
  'geolocation',
  'payment',
  'usb',
  'browsing-topics',
  'interest-cohort',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** The same strict headers on every answer, errors and files included. */
export function securityHeaders(https: boolean): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: false,
      strictTransportSecurity: https && { maxAge: 365 * 24 * 3600, includeSubDomains: true },
      referrerPolicy: { policy: 'no-referrer' },
      frameguard: { action: 'deny' },
    }),
    (_req, res, next) => {
      allow(res, 'nothing', https);
      res.setHeader('Permissions-Policy', NO_FEATURES);
      res.setHeader('Cache-Control', 'no-store');
      next();
    },
  ];
}
