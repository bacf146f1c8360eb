import { DANGER_ANSWERS, type DangerQuestion } from '../../domain/cases/index.js';
import type { Button, Reply } from '../types.js';
import type { ReportFlow } from './flow.js';
import type { Asking } from './shown.js';

/** The danger assessment (危险评估), asked gently: first whether at all, then question by question. What it comes to is never said. */
export function scalePrompt(asking: Asking, flow: ReportFlow): Reply {
  const { questions } = asking.deps.danger;
  const at = questions.findIndex(({ id }) => id === flow.question);
  const question = questions[at];
  return question ? ask(asking, flow, question, at + 1) : offer(asking);
}

function offer({ deps: { say, danger }, locale }: Asking): Reply {
  return {
    text: `${danger.intro[locale]}\n${say(locale, 'flow:scale.offer')}`,
    buttons: [
      { label: say(locale, 'flow:scale.begin'), value: 'f:scale:begin' },
      { label: say(locale, 'flow:scale.leave'), value: 'f:scale:leave' },
      { label: say(locale, 'flow:steps.back'), value: 'f:back:scale' },
    ],
  };
}

function ask(
  { deps: { say, danger }, locale }: Asking,
  { draft }: ReportFlow,
  { id, ask: words }: DangerQuestion,
  at: number,
): Reply {
  const given = draft.assessment?.[id];
  const lines = [
    say(locale, 'flow:scale.progress', { at, of: danger.questions.length }),
    words[locale],
    ...(given ? [say(locale, 'flow:steps.now') + say(locale, `flow:scale.answers.${given}`)] : []),
  ];
  const answers = DANGER_ANSWERS.map((answer): Button => ({
    label: say(locale, `flow:scale.answers.${answer}`),
    value: `f:answer:${id}.${answer}`,
  }));
  return {
    text: lines.join('\n'),
    buttons: [
      ...answers,
      { label: say(locale, 'flow:steps.skip'), value: `f:skip:${id}` },
      { label: say(locale, 'flow:steps.back'), value: `f:back:${id}` },
      { label: say(locale, 'flow:scale.enough'), value: 'f:scale:leave' },
    ],
  };
}
