import type { BroadcastContent, Broadcasts, Segment } from '../../../domain/tips/index.js';
import { type BroadcastForm, type Group, GROUPS, type TextName, TEXT_NAMES, TEXTS } from './form.js';
import { readMoment } from './moment.js';

export type Draft = Parameters<Broadcasts['draft']>[1];

/** What has to be changed: the field, and the sentence `console-tips:problem.<code>` that says so. */
export interface Problem {
  readonly field: TextName | 'at';
  readonly code: string;
  /** The most characters of the field. */
  readonly most: number;
}

const YEAR_MS = 365 * 24 * 3_600_000;

function textProblem(texts: BroadcastForm['texts'], name: TextName): Problem[] {
  const most = TEXTS[name];
  const isEnglish = name.endsWith('_en');
  const required = !isEnglish || texts.title_en !== '' || texts.text_en !== '';
  if (texts[name] === '') {
    return required ? [{ field: name, code: `${name}_missing`, most }] : [];
  }
  return [...texts[name]].length > most ? [{ field: name, code: `${name}_long`, most }] : [];
}

function timeProblem({ when, at }: BroadcastForm, now: Date): Problem[] {
  if (when === 'now') {
    return [];
  }
  const moment = readMoment(at);
  const ahead = moment ? moment.getTime() - now.getTime() : 0;
  const code = !moment ? 'at_missing' : ahead <= 0 ? 'at_past' : ahead > YEAR_MS ? 'at_far' : null;
  return code ? [{ field: 'at', code, most: 0 }] : [];
}

export function problemsOf(form: BroadcastForm, now: Date): Problem[] {
  return [...TEXT_NAMES.flatMap((name) => textProblem(form.texts, name)), ...timeProblem(form, now)];
}

function contentOf({ title_zh, text_zh, title_en, text_en }: BroadcastForm['texts']): BroadcastContent {
  return {
    'zh-CN': { title: title_zh, text: text_zh },
    ...(title_en && { en: { title: title_en, text: text_en } }),
  };
}

/** A draft of a form without problems. */
export function draftOf(form: BroadcastForm): Draft {
  return {
    content: contentOf(form.texts),
    segment: segmentOf(form.groups),
    sendAt: form.when === 'later' ? readMoment(form.at) : null,
  };
}

/** Only groups in which something is ticked narrow a segment down. */
function segmentOf(groups: BroadcastForm['groups']): Segment {
  return Object.fromEntries(
    GROUPS.filter((group) => groups[group].length > 0).map((group) => [group, groups[group]]),
  );
}

/** Whether each ticked box is one that the page offers: one that nobody knows must not widen or empty a segment in silence. */
export function areOffered(
  groups: BroadcastForm['groups'],
  offered: Readonly<Record<Group, ReadonlyArray<{ readonly id: string }>>>,
): boolean {
  return GROUPS.every((group) =>
    groups[group].every((id) => offered[group].some((option) => option.id === id)),
  );
}
