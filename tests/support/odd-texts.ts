import fc from 'fast-check';

const range = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((point) => String.fromCodePoint(point));

/** Signs that turn a line around. */
export const directions = fc.constantFrom(
  ...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c',
);
/** Signs that nobody sees. */
export const unseen = fc.constantFrom(...'\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f');
/** Controls of a terminal or an old printer; NUL and line breaks are cases of their own. */
const controls = fc.oneof(range(0x01, 0x08), range(0x0e, 0x1f), range(0x7f, 0x9f));
/** More marks on a letter than a line is high. */
const piledUp = fc.tuple(
  fc.constantFrom('a', '打', 'ก'),
  fc.array(range(0x300, 0x36f), { minLength: 9, maxLength: 40 }),
);
const composed = fc.constantFrom('e\u0301', '\u00e9', '\u1112\u1161\u11ab', '한', 'ﬁ', 'Å', 'Å', '㎏', '①');
const emoji = fc.constantFrom('👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '1️⃣', '🇨🇳', '❤️‍🔥');
/** Han of the extensions B to H, as in names of people. */
const rareHan = fc.oneof(range(0x20000, 0x2a6df), range(0x2a700, 0x2ebe0), range(0x30000, 0x323af));
const privateUse = fc.oneof(range(0xe000, 0xf8ff), range(0xf0000, 0xffffd), fc.constant('\ufffe'));

/** B9: text that is right but hard to show. No NUL, no line break, no half of a character. */
export const oddTexts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      ...[directions, unseen, controls, composed, emoji, rareHan, privateUse],
      piledUp.map(([letter, marks]) => letter + marks.join('')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join('').replace(/[\0\r\n]/g, ''));

/** B10: what a database does not take, among words. */
export const unstorable: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constant('\0'),
      range(0xd800, 0xdfff).map((half) => `${half}。`),
      fc.constantFrom('他', 'a', '𠮷', ' '),
    ),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((parts) => `一${parts.join('')}二`);

/** What is kept of text that a database does not take: NUL goes, half of a character becomes U+FFFD. */
export const storable = (text: string): string =>
  text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** B11: text that means something to one machine or another. */
export const machineTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      `'; DROP TABLE case_file;--`,
      `" OR 1=1 --`,
      `1); SELECT pg_sleep(10);--`,
      `\\'; COPY x TO PROGRAM 'id'`,
    ],
    ...['%', '_', '%%%_%', '\\%', '%\\', `E'\\x00'`, '$1', '$$', ':id', '?'],
    ...['{{happened}}', '{{- code}}', '$t(web:home.title)', '$t(report:done.code, {"count": 1})', '{{{x}}}'],
    ...[
      '<%= process.env %>',
      '${process.env.HOME}',
      '#{7*7}',
      '{7*7}',
      '{{7*7}}',
      '{{constructor.constructor("x")()}}',
    ],
    ...[
      '{"contains":"a"}',
      '{"not":null}',
      '[object Object]',
      '__proto__',
      'constructor',
      'toString',
      'null',
      'undefined',
    ],
    ...[
      '-1',
      '0x10',
      '1e309',
      'NaN',
      '=1+1',
      '@SUM(A1)',
      '`id`',
      '$(id)',
      '; cat /etc/passwd',
      '| id',
      '%0d%0aX: y',
    ],
    ...[
      '{user.__class__}',
      '*_[x](javascript:x)`',
      '/start',
      '/stop',
      '\\u0000',
      '&#0;',
      '&lt;b&gt;',
      '&amp;',
    ],
  ),
  // what makes a careless pattern look for ever
  fc
    .tuple(
      fc.constantFrom('a', '0', ' ', '\n', '-', '他', '（', '<', '.', '1月', '{{', '年'),
      fc.integer({ min: 50, max: 180 }),
    )
    .map(([part, times]) => `${part.repeat(Math.ceil(times / part.length))}!`),
);

/** B12: text that a careless page would run; it sets `__hit`. */
export const MARKUP = [
  '<script>window.__hit=1</script>',
  '</textarea><script>window.__hit=1</script>',
  '</title></style></noscript></template><img src=x onerror=window.__hit=1>',
  '"><svg onload=window.__hit=1>',
  `' autofocus onfocus='window.__hit=1`,
  '" autofocus onfocus="window.__hit=1',
  'x onmouseover=window.__hit=1 ',
  '<img src=x onerror=window.__hit=1>',
  '<iframe srcdoc="<script>parent.__hit=1</script>"></iframe>',
  '<a href="javascript:window.__hit=1">x</a>',
  'javascript:window.__hit=1',
  'data:text/html,<script>window.__hit=1</script>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.__hit=1>',
  '<svg><script>window.__hit=1</script></svg>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<form action=https://evil.example/><button>x</button></form>',
  '--><script>window.__hit=1</script><!--',
  ']]><script>window.__hit=1</script>',
  '&lt;script&gt;window.__hit=1&lt;/script&gt;',
  '&#60;script&#62;window.__hit=1&#60;/script&#62;',
  '\\u003cscript\\u003ewindow.__hit=1',
  '<ScRiPt\u000bsrc=//evil.example>',
  '<details open ontoggle=window.__hit=1>x',
  '<input value=x autofocus onfocus=window.__hit=1>',
  '`${window.__hit=1}`',
  '*粗* _斜_ [x](tg://user?id=1) <b>粗</b>',
] as const;

/** The same with letters around it. */
export const markup: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...MARKUP),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom('<', '>', '"', "'", '&', ''),
  )
  .map(([text, more, sign]) => `${text}${sign}${more}`.replace(/[\0\r\n\p{Surrogate}]/gu, ''));
