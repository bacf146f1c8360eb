import type { JSX } from 'preact';
import { figureVersionOf, mostOf } from '../../../domain/knowledge/index.js';
import { TextField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import type { FigurePageProps } from './figure-props.js';

/** New words for a figure. What was typed stands in it again when it could not be taken. */
export function ChangeForm({ tongue: { say }, secrets, sheet, today, typed }: FigurePageProps): JSX.Element {
  const { figure } = sheet;
  const most = mostOf(figure);
  const label = (name: string) => say(`console-figures:form.${name}`);
  return (
    <form method="post" action={`/console/figures/${figure.id}`} class="panel">
      <h2>{label('heading')}</h2>
      <Secrets secrets={secrets} />
      <input type="hidden" name="version" value={figureVersionOf(sheet)} />
      <TextField
        name="zh"
        label={label('zh')}
        hint={say('console-figures:form.zh_hint', { most: most['zh-CN'] })}
        value={typed?.value['zh-CN'] ?? figure.value['zh-CN']}
        most={most['zh-CN']}
        required
      />
      <TextField
        name="en"
        label={label('en')}
        hint={say('console-figures:form.en_hint', { most: most.en })}
        value={typed?.value.en ?? figure.value.en}
        most={most.en}
        required
      />
      <TextField
        name="as_of"
        type="date"
        label={label('as_of')}
        hint={label('as_of_hint')}
        value={typed?.asOf ?? today}
        required
      />
      <button class="button" type="submit">
        {label('save')}
      </button>
    </form>
  );
}

/** Back to the words that came with the system. */
export function RestoreForm({ tongue: { say, locale }, secrets, sheet }: FigurePageProps): JSX.Element {
  const { shipped } = sheet;
  return (
    <form method="post" action={`/console/figures/${shipped.id}/shipped`} class="panel">
      <h2>{say('console-figures:restore.heading')}</h2>
      <Secrets secrets={secrets} />
      <input type="hidden" name="version" value={figureVersionOf(sheet)} />
      <p>{say('console-figures:restore.text', { value: shipped.value[locale], day: shipped.as_of })}</p>
      <button class="button button-plain" type="submit">
        {say('console-figures:restore.action')}
      </button>
    </form>
  );
}
