/** How long the pure dialogue takes for one message, by part, and how much memory it keeps. One core, no database. */
import { createPhrases, createLexicon } from '../src/domain/language/index.js';
import { createComplaintCues, createReader, createRedFlags } from '../src/domain/triage/index.js';
import { newSession } from '../src/conversation/types.js';
import { readDialogue } from '../src/dialogue.js';

const used = () => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return `heap ${(heapUsed / 1e6).toFixed(0)} MB, external ${(external / 1e6).toFixed(0)} MB, resident ${(rss / 1e6).toFixed(0)} MB`;
};
console.log(`before: ${used()}`);
const began = performance.now();
const { turn, edition, knowledge } = readDialogue('locales');
console.log(`dialogue ready after ${(performance.now() - began).toFixed(0)} ms; ${used()}`);

const asked = edition.entries
  .filter((entry) => entry.locale === 'zh-CN')
  .flatMap((entry) => entry.questions.slice(0, 3));
const lexicon = createLexicon(edition.lexicon);
const reader = createReader(edition.redFlags, edition.concepts, lexicon);
const flags = createRedFlags(edition.redFlags, reader);
const cues = createComplaintCues(edition.complaintCues, lexicon, reader);
const phrases = createPhrases(edition.talkPhrases, edition.outOfScope, lexicon);
function measure(name: string, work: (text: string) => unknown): void {
  asked.slice(0, 200).forEach(work);
  const times = asked.map((text) => {
    const start = performance.now();
    work(text);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  console.log(
    `${name.padEnd(12)} p50 ${(times[times.length >> 1] ?? 0).toFixed(3)} ms, p95 ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(3)} ms`,
  );
}
measure('red flags', (text) => flags.find(text));
measure('cues', (text) => cues.find(text));
measure('phrases', (text) => [phrases.command(text), phrases.smalltalk(text), phrases.outOfScope(text)]);
measure('search', (text) => knowledge.decide(text, { locale: 'zh-CN' }));
measure('whole turn', (text) => turn(newSession('zh-CN', true), { kind: 'text', text }));
console.log(`after: ${used()}`);
