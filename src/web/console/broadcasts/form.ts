import { MOST_BROADCAST } from '../../../domain/tips/index.js';
import { type ConsoleCall, field, fields } from '../route.js';

/** The groups by which people are picked, each a list of boxes to tick. */
export const GROUPS = ['topics', 'caregivers', 'bands', 'townships'] as const;
export type Group = (typeof GROUPS)[number];

/** The words of a broadcast, field by field, with the most characters of each. */
export const TEXTS = {
  title_zh: MOST_BROADCAST.title,
  text_zh: MOST_BROADCAST.text,
  title_en: MOST_BROADCAST.title,
  text_en: MOST_BROADCAST.text,
} as const;
export type TextName = keyof typeof TEXTS;
export const TEXT_NAMES = Object.keys(TEXTS) as TextName[];

/** A broadcast as it is being written: what the fields hold, right or wrong. */
export interface BroadcastForm {
  readonly texts: Readonly<Record<TextName, string>>;
  readonly groups: Readonly<Record<Group, readonly string[]>>;
  readonly when: 'now' | 'later';
  /** What the field `datetime-local` holds. */
  readonly at: string;
}

export const EMPTY_FORM: BroadcastForm = {
  texts: { title_zh: '', text_zh: '', title_en: '', text_en: '' },
  groups: { topics: [], caregivers: [], bands: [], townships: [] },
  when: 'now',
  at: '',
};

/** Text as a database and a phone take it: one kind of line end, no NUL, no half of a character. */
function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
}

export function readForm(form: ConsoleCall['form']): BroadcastForm {
  const text = (name: TextName) => clean(field(form, name));
  return {
    texts: {
      title_zh: text('title_zh'),
      text_zh: text('text_zh'),
      title_en: text('title_en'),
      text_en: text('text_en'),
    },
    groups: {
      topics: fields(form, 'topics'),
      caregivers: fields(form, 'caregivers'),
      bands: fields(form, 'bands'),
      townships: fields(form, 'townships'),
    },
    when: field(form, 'when') === 'later' ? 'later' : 'now',
    at: field(form, 'at'),
  };
}

/** The same as pairs of name and value, for hidden fields. */
export function formPairs({ texts, groups, when, at }: BroadcastForm): Array<readonly [string, string]> {
  return [
    ...TEXT_NAMES.map((name) => [name, texts[name]] as const),
    ...GROUPS.flatMap((group) => groups[group].map((id) => [group, id] as const)),
    ['when', when],
    ['at', at],
  ];
}
