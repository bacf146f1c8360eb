import { readFileSync } from 'node:fs';

interface Copy {
  readonly word: 'COPY';
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}
interface Command<W> {
  readonly word: W;
  readonly command: readonly string[];
}
interface Other<W> {
  readonly word: W;
  readonly rest: string;
}

/** One instruction of a Dockerfile. */
export type Instruction =
  | Copy
  | Command<'RUN'>
  | Command<'CMD'>
  | Command<'HEALTHCHECK'>
  | Other<'FROM'>
  | Other<'USER'>
  | Other<'WORKDIR'>
  | Other<'ENV'>
  | Other<'other'>;

/**
 * Reads a Dockerfile as far as ours goes: one stage after the other, commands in exec form.
 * @throws when a command is not in exec form: a shell would then be process 1 and keep SIGTERM to itself
 */
export function readDockerfile(file = 'Dockerfile'): Instruction[][] {
  const lines = readFileSync(file, 'utf8').replace(/\\\n/g, ' ').split('\n');
  const stages: Instruction[][] = [];
  for (const line of lines
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith('#'))) {
    const instruction = readInstruction(line);
    if (instruction.word === 'FROM') {
      stages.push([]);
    }
    stages.at(-1)?.push(instruction);
  }
  return stages;
}

function readInstruction(line: string): Instruction {
  const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
  switch (word) {
    case 'COPY': {
      const words = rest.split(/\s+/);
      const from = words.find((each) => each.startsWith('--from='))?.slice('--from='.length);
      const paths = words.filter((each) => !each.startsWith('--'));
      return { word, from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
    }
    case 'RUN':
    case 'CMD':
      return { word, command: JSON.parse(rest) as string[] };
    case 'HEALTHCHECK':
      return { word, command: JSON.parse(rest.slice(rest.indexOf('CMD') + 3)) as string[] };
    case 'FROM':
    case 'USER':
    case 'WORKDIR':
    case 'ENV':
      return { word, rest };
    default:
      return { word: 'other', rest: line };
  }
}
