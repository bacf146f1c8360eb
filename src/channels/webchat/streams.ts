import type { ChatLine, StreamSink } from '../../conversation/chat.js';

export interface StreamBounds {
  readonly perTalk: number;
  readonly overall: number;
}

export interface StreamsDeps {
  readonly bounds: StreamBounds;
  readonly heartbeatMs: number;
  /** False while nobody tells us of new lines: each heartbeat then looks for itself. */
  readonly isTold: () => boolean;
}

export interface StreamRequest {
  readonly talk: string;
  /** Id of the last line that the visitor has; without it the stream begins with what comes next. */
  readonly after: string | undefined;
  readonly sink: StreamSink;
  /** Lines after an id and where to go on from. */
  readonly read: (
    after: string | undefined,
  ) => Promise<{ readonly lines: readonly ChatLine[]; readonly last: string }>;
}

interface Stream extends Omit<StreamRequest, 'after'> {
  after: string | undefined;
  state: 'idle' | 'reading' | 'read_again' | 'over';
}

/** The open streams of this process. Lines of one stream come in order and once. */
export function createStreams({ bounds, heartbeatMs, isTold }: StreamsDeps) {
  const open = new Map<string, Set<Stream>>();
  let count = 0;

  const each = (visit: (stream: Stream) => void) => open.forEach((streams) => [...streams].forEach(visit));

  function leave(stream: Stream): void {
    const streams = open.get(stream.talk);
    stream.state = 'over';
    if (streams?.delete(stream)) {
      count -= 1;
      if (streams.size === 0) {
        open.delete(stream.talk);
      }
    }
  }

  async function pump(stream: Stream): Promise<void> {
    if (stream.state !== 'idle') {
      stream.state = stream.state === 'over' ? 'over' : 'read_again';
      return;
    }
    do {
      stream.state = 'reading';
      const found = await stream.read(stream.after).catch(() => null);
      if (isOver(stream)) {
        return;
      }
      found?.lines.forEach((line) => stream.sink.line(line));
      stream.after = found?.last ?? stream.after;
      if (found && found.lines.length > 0) {
        stream.state = 'read_again';
      }
    } while (isDue(stream));
    stream.state = 'idle';
  }

  const timer = setInterval(() => {
    each((stream) => {
      stream.sink.beat();
      if (!isTold()) {
        void pump(stream);
      }
    });
  }, heartbeatMs);
  timer.unref();

  return {
    /** Opens a stream; returns how to leave it, or which bound is reached. */
    follow(request: StreamRequest): (() => void) | 'session_full' | 'service_full' {
      if (count >= bounds.overall) {
        return 'service_full';
      }
      const { talk } = request;
      const streams = open.get(talk) ?? new Set();
      if (streams.size >= bounds.perTalk) {
        return 'session_full';
      }
      const stream: Stream = { ...request, state: 'idle' };
      open.set(talk, streams.add(stream));
      count += 1;
      void pump(stream);
      return () => leave(stream);
    },

    /** A talk has new lines. */
    poke: (talk: string) => open.get(talk)?.forEach((stream) => void pump(stream)),

    /** Any talk may have new lines, since signals could be missed. */
    pokeAll: () => each((stream) => void pump(stream)),

    /** A talk was deleted. */
    endTalk(talk: string): void {
      [...(open.get(talk) ?? [])].forEach((stream) => {
        leave(stream);
        stream.sink.end('forgotten');
      });
    },

    size: () => count,

    close(): void {
      clearInterval(timer);
      each((stream) => {
        leave(stream);
        stream.sink.end('closing');
      });
    },
  };
}
export type Streams = ReturnType<typeof createStreams>;

// The state changes while a stream waits, which the compiler can't see.
const isOver = (stream: Stream): boolean => stream.state === 'over';
const isDue = (stream: Stream): boolean => stream.state === 'read_again';
