import type { JSX } from 'preact';
import type { PublishedAnswer, PublishedTopic, Shelf } from '../ports.js';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

interface LearnProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
}

/** All topics, shelf by shelf. */
export function Topics({
  tongue,
  files,
  shelves,
}: LearnProps & { readonly shelves: readonly Shelf[] }): JSX.Element {
  const { t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('learn.title')} room="learn">
      <div class="wrap">
        <h1>{t('learn.heading')}</h1>
        <p class="lead">{t('learn.lead')}</p>
        {shelves.length === 0 && <p>{t('learn.empty')}</p>}
        {shelves.map((shelf) => (
          <section class="shelf" key={shelf.title}>
            <h2>{shelf.title}</h2>
            <ul class="topics">
              {shelf.topics.map((topic) => (
                <li key={topic.id}>
                  <a href={`/learn/${topic.id}`}>
                    <b>{topic.title}</b>
                    <small>{t('learn.count', { n: topic.answers })}</small>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <AskInstead tongue={tongue} />
      </div>
    </Layout>
  );
}

/** The answers of one topic, each with its sources and the day it was checked. */
export function TopicPage({
  tongue,
  files,
  topic,
}: LearnProps & { readonly topic: PublishedTopic }): JSX.Element {
  const { t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('learn.title')} room="learn">
      <div class="wrap">
        <p class="back">
          <a href="/learn">{t('learn.back')}</a>
        </p>
        <h1>{topic.title}</h1>
        {topic.answers.map((answer) => (
          <Answer key={answer.id} tongue={tongue} answer={answer} />
        ))}
        <AskInstead tongue={tongue} />
      </div>
    </Layout>
  );
}

function Answer({
  tongue: { t },
  answer,
}: {
  readonly tongue: Tongue;
  readonly answer: PublishedAnswer;
}): JSX.Element {
  return (
    <article class="answer" id={answer.id}>
      <h2>{answer.title}</h2>
      <p>{answer.answer}</p>
      {answer.steps.length > 0 && (
        <>
          <h3>{t('learn.steps')}</h3>
          <ol>
            {answer.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
      {answer.notCovered && (
        <p class="aside">
          <b>{t('learn.not_covered')}</b> {answer.notCovered}
        </p>
      )}
      <div class="sources">
        <h3>{t('learn.sources')}</h3>
        <ul>
          {answer.citations.map((citation) => (
            <li key={citation}>{citation}</li>
          ))}
        </ul>
        <p>{t('learn.checked', { date: answer.reviewedOn })}</p>
      </div>
    </article>
  );
}

function AskInstead({ tongue: { t } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <p class="ask-instead">
      <a class="button" href="/chat">
        {t('learn.ask')}
      </a>
    </p>
  );
}
