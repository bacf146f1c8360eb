import type { JSX } from 'preact';
import { Layout, type PageFiles } from './layout.js';
import { Notice, type NoticeText } from './notice.js';
import { type TipsChoices, TipsFields, type TipsFormShown, type TipsProblemShown } from './tips-fields.js';
import type { Tongue } from './tongue.js';

export interface TipsNewProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly choices: TipsChoices;
  readonly form: TipsFormShown;
  readonly problems?: readonly TipsProblemShown[];
  readonly notice?: NoticeText;
  /** What the form proves, and the token that makes a form sent twice one page. */
  readonly secrets: { readonly token: string; readonly submission: string };
}

/** To subscribe: everything may be left out, nothing tells who one is. */
export function TipsNew({
  tongue,
  files,
  notice,
  secrets,
  problems = [],
  ...rest
}: TipsNewProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('tips.title')} room="tips">
      <div class="wrap narrow">
        <p class="back">
          <a href="/tips">{say('tips:new.back')}</a>
        </p>
        <h1>{say('tips:new.heading')}</h1>
        <p class="lead">{say('tips:new.lead')}</p>
        <Notice notice={notice} />
        <form method="post" action="/tips/new" autocomplete="off" class="intake" novalidate>
          <input type="hidden" name="token" value={secrets.token} />
          <input type="hidden" name="submission" value={secrets.submission} />
          <TipsFields tongue={tongue} problems={problems} {...rest} />
          <p class="hint">{say('tips:new.next')}</p>
          <button class="button button-big" type="submit">
            {say('tips:new.send')}
          </button>
        </form>
      </div>
    </Layout>
  );
}
