import { asManyAsFit } from '../steps/answer.js';
import type { Named, TurnDeps } from '../turn-deps.js';
import type { Button, Locale, Reply } from '../types.js';
import { CAREGIVERS } from '../../domain/tips/index.js';
import type { SubscribeFlow } from './flow.js';

/** The open question of a subscription; `notes` come first. */
export function promptOf(
  deps: TurnDeps,
  locale: Locale,
  flow: SubscribeFlow,
  notes: readonly string[] = [],
): Reply {
  const asked = { ...ASK[flow.step](deps, locale, flow) };
  return {
    text: asManyAsFit([...notes, ...asked.lines]),
    buttons: [...asked.buttons, ...(flow.step === 'summary' ? [] : navigation(deps, locale, flow))],
  };
}

type Ask = (
  deps: TurnDeps,
  locale: Locale,
  flow: SubscribeFlow,
) => { readonly lines: readonly string[]; readonly buttons: readonly Button[] };

const ASK: Readonly<Record<SubscribeFlow['step'], Ask>> = {
  topics: ({ say, themes }, locale, { wishes }) => ({
    lines: [
      say(locale, 'flow:subscribe.topics'),
      ...(wishes.topics.length > 0
        ? [say(locale, 'flow:subscribe.chosen') + listed(locale, namesOf(themes, wishes.topics, locale))]
        : []),
    ],
    buttons: [
      { label: say(locale, 'flow:subscribe.all'), value: 's:all' },
      ...themes.map(({ id, name }) => ({
        label: (wishes.topics.includes(id) ? '✓ ' : '') + name[locale],
        value: `s:topic:${id}`,
      })),
      { label: say(locale, 'flow:subscribe.done'), value: 's:done' },
    ],
  }),
  caregivers: ({ say }, locale) => ({
    lines: [say(locale, 'flow:subscribe.caregivers')],
    buttons: CAREGIVERS.map((caregiver) => ({
      label: say(locale, `flow:subscribe.caregiver.${caregiver}`),
      value: `s:caregiver:${caregiver}`,
    })),
  }),
  guardian: ({ say }, locale) => ({
    lines: [say(locale, 'flow:subscribe.guardian')],
    buttons: [
      { label: say(locale, 'flow:subscribe.guardian_agree'), value: 's:agree' },
      { label: say(locale, 'flow:subscribe.guardian_refuse'), value: 's:refuse' },
    ],
  }),
  months: ({ say }, locale) => ({ lines: [say(locale, 'flow:subscribe.months')], buttons: [] }),
  township: ({ say, townships }, locale) => ({
    lines: [say(locale, 'flow:subscribe.township')],
    buttons: townships.map(({ id, name }) => ({ label: name[locale], value: `s:township:${id}` })),
  }),
  summary: ({ say, ...deps }, locale, flow) => ({
    lines: [say(locale, 'flow:subscribe.summary'), ...summary({ say, ...deps }, locale, flow)],
    buttons: [
      { label: say(locale, 'flow:subscribe.save'), value: 's:save' },
      ...(['topics', 'caregivers', 'months', 'township'] as const).map((field) => ({
        label: say(locale, 'flow:steps.change') + say(locale, `flow:subscribe.label.${field}`),
        value: `s:change:${field}`,
      })),
      { label: say(locale, 'flow:subscribe.stop'), value: 's:stop' },
      { label: say(locale, 'flow:steps.cancel'), value: 's:cancel' },
    ],
  }),
};

function summary({ say, themes, townships }: TurnDeps, locale: Locale, { wishes }: SubscribeFlow): string[] {
  const nothing = say(locale, 'flow:subscribe.nothing');
  const topics =
    wishes.topics.length > 0 ? namesOf(themes, wishes.topics, locale) : [say(locale, 'flow:subscribe.all')];
  const who = wishes.caregivers.map((caregiver) => say(locale, `flow:subscribe.caregiver.${caregiver}`));
  const place = namesOf(townships, wishes.township ? [wishes.township] : [], locale);
  const fields = { topics, caregivers: who, months: wishes.birthMonths, township: place };
  return Object.entries(fields).map(
    ([field, values]) => say(locale, `flow:subscribe.field.${field}`) + (listed(locale, values) || nothing),
  );
}

function navigation({ say }: TurnDeps, locale: Locale, { step, changing }: SubscribeFlow): Button[] {
  const skips = step === 'caregivers' || step === 'months' || step === 'township';
  return [
    ...(skips ? [{ label: say(locale, 'flow:steps.skip'), value: `s:skip:${step}` }] : []),
    ...(step === 'topics' && !changing
      ? []
      : [{ label: say(locale, 'flow:steps.back'), value: `s:back:${step}` }]),
    { label: say(locale, 'flow:steps.cancel'), value: 's:cancel' },
  ];
}

export const listed = (locale: Locale, values: readonly string[]): string =>
  values.join(locale === 'en' ? ', ' : '、');

const namesOf = (all: readonly Named[], ids: readonly string[], locale: Locale): string[] =>
  all.filter(({ id }) => ids.includes(id)).map(({ name }) => name[locale]);
