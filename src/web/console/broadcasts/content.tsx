import type { JSX } from 'preact';
import type { BroadcastContent } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';

interface ContentProps {
  readonly tongue: Tongue;
  readonly heading: string;
  readonly content: BroadcastContent;
}

/** The words as people will read them, in each language that there is. */
export function Content({ tongue: { say }, heading, content }: ContentProps): JSX.Element {
  return (
    <section class="panel">
      <h2>{heading}</h2>
      <Message lang="zh-CN" message={content['zh-CN']} />
      {content.en && <Message lang="en" message={content.en} />}
      {!content.en && <p>{say('console-tips:preview.only_chinese')}</p>}
    </section>
  );
}

function Message({
  lang,
  message,
}: {
  readonly lang: string;
  readonly message: BroadcastContent['zh-CN'];
}): JSX.Element {
  return (
    <blockquote class="kept" lang={lang}>
      <p>
        <b>{message.title}</b>
      </p>
      <p class="words">{message.text}</p>
    </blockquote>
  );
}
