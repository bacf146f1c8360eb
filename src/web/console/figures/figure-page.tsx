import type { ComponentChildren, JSX } from 'preact';
import { Moment } from '../views/moment.js';
import { Notice } from '../views/marks.js';
import { ChangeForm, RestoreForm } from './figure-form.js';
import type { FigurePageProps } from './figure-props.js';
import { Standing, usedText } from './figures-page.js';

/** A figure with all that is known of it, and the form that changes it. */
export function FigurePage(props: FigurePageProps): JSX.Element {
  const { tongue, sheet, problem, isSaved } = props;
  const { say, locale } = tongue;
  return (
    <div class="narrow">
      <p>
        <a href="/console/figures">{say('console-figures:figure.back')}</a>
      </p>
      <h1>{sheet.figure.label[locale]}</h1>
      {problem && (
        <Notice mood="alarm">
          <p>{problem}</p>
        </Notice>
      )}
      {isSaved && (
        <Notice mood="good">
          <p>{say('console-figures:figure.saved')}</p>
        </Notice>
      )}
      <Facts {...props} />
      <Changing {...props} />
      <WhereUsed {...props} />
    </div>
  );
}

/** The forms that change it, or where and by whom it is changed. */
function Changing(props: FigurePageProps): JSX.Element {
  const {
    tongue: { say },
    sheet,
    mayEdit,
  } = props;
  if (sheet.isDerived) {
    return (
      <p>
        {say('console-figures:figure.from_duty')}{' '}
        <a href="/console/duty">{say('console-figures:figure.to_duty')}</a>
      </p>
    );
  }
  return mayEdit ? (
    <>
      <ChangeForm {...props} />
      {sheet.own && <RestoreForm {...props} />}
    </>
  ) : (
    <p>{say('console-figures:figure.others_edit')}</p>
  );
}

function Facts({ tongue, sheet, source }: FigurePageProps): JSX.Element {
  const { say, locale } = tongue;
  const { figure, own } = sheet;
  const name = (fact: string) => say(`console-figures:figure.${fact}`);
  return (
    <section class="panel">
      <dl class="facts">
        <Fact name={name('now_zh')}>
          <strong lang="zh-CN">{figure.value['zh-CN']}</strong>
        </Fact>
        <Fact name={name('now_en')}>
          <strong lang="en">{figure.value.en}</strong>
        </Fact>
        <Fact name={name('state')}>
          <Standing say={say} sheet={sheet} />
        </Fact>
        <Fact name={name('as_of')}>{figure.as_of}</Fact>
        {own && (
          <Fact name={name('changed_at')}>
            <Moment tongue={tongue} at={own.changedAt} />
          </Fact>
        )}
        <Fact name={name('source')}>{source ?? name('no_source')}</Fact>
        <Fact name={name('check')}>{figure.check[locale]}</Fact>
      </dl>
    </section>
  );
}

function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function WhereUsed({ tongue: { say }, sheet, maySeeEntries }: FigurePageProps): JSX.Element {
  return (
    <section class="panel" aria-labelledby="used">
      <h2 id="used">{say('console-figures:used.heading')}</h2>
      <p>{usedText(say, sheet)}</p>
      <ul>
        {sheet.entries.map(({ id, locale, title }) => (
          <li key={`${locale} ${id}`} lang={locale}>
            {maySeeEntries ? <a href={`/console/knowledge/entries/${locale}/${id}`}>{title}</a> : title}
          </li>
        ))}
      </ul>
    </section>
  );
}
