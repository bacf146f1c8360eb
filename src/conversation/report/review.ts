import { stepsOf } from '../../domain/cases/index.js';
import { asManyAsFit, LONGEST_REPLY } from '../steps/answer.js';
import { markOf } from '../steps/mark.js';
import type { Button, Reply } from '../types.js';
import { answeredSteps, type ReportFlow } from './flow.js';
import { addButton, answerLine, type Asking, changeButtons, herWords, type Room, SHOWN } from './shown.js';

/** Ever less of her words, until all answers have room on one screen. */
const ROOMS: readonly Room[] = [SHOWN, { happened: 80, other: 20 }, { happened: 40, other: 10 }];

/** All that she answered, to be changed or sent. */
export function review(asking: Asking, flow: ReportFlow): Reply {
  const texts = ROOMS.map((room) => linesOf(asking, flow, room));
  const fitting = texts.find((lines) => [...lines.join('\n')].length <= LONGEST_REPLY);
  return { text: asManyAsFit(fitting ?? texts.at(-1) ?? []), buttons: buttonsOf(asking, flow) };
}

function linesOf(asking: Asking, flow: ReportFlow, room: Room): string[] {
  const { say, danger } = asking.deps;
  const { locale } = asking;
  const { draft } = flow;
  const waiting = waitingWords(flow);
  const given = Object.values(draft.assessment ?? {}).length;
  const dangers = say(locale, 'flow:scale.given', { n: given, of: danger.questions.length });
  return [
    say(locale, 'flow:report.review'),
    ...(waiting ? [say(locale, 'flow:report.waiting') + herWords(asking, waiting, room.happened)] : []),
    ...answeredSteps(draft).map((step, i) => `${i + 1}. ${answerLine(asking, step, draft[step.name], room)}`),
    ...(given > 0 ? [dangers] : []),
  ];
}

function buttonsOf(asking: Asking, flow: ReportFlow): Button[] {
  const { say, hear } = asking.deps;
  const { locale } = asking;
  const { draft } = flow;
  const isOpen = stepsOf(draft, 'chat').some(({ name }) => draft[name] === undefined);
  const asksDanger = draft.assessment !== undefined || hear(draft).asksDanger;
  const button = (key: string, value: string): Button => ({ label: say(locale, `flow:${key}`), value });
  return [
    button('report.send', `f:send:${markOf(flow.submission)}`),
    ...(flow.beside === undefined ? [] : [addButton(asking)]),
    ...changeButtons(asking, flow),
    ...(asksDanger ? [button('scale.open', 'f:scale:begin')] : []),
    ...(isOpen ? [button('report.fill', 'f:fill')] : []),
    button('steps.cancel', 'f:cancel'),
  ];
}

/** What she wrote that is no part of the report as it stands; empty when all of it is. */
const waitingWords = ({ beside, number }: ReportFlow): string =>
  [number, beside].filter((words) => words !== undefined).join('\n');
