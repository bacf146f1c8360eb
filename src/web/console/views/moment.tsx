import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';

/** A moment as a clock in China shows it. */
export function Moment({ tongue, at }: { readonly tongue: Tongue; readonly at: Date }): JSX.Element {
  return <time dateTime={at.toISOString()}>{FORMATS[tongue.locale].format(at)}</time>;
}

const shape = { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' } as const;
const FORMATS = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', shape),
  en: new Intl.DateTimeFormat('en-GB', shape),
};
