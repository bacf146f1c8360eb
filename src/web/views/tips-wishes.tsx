import type { JSX } from 'preact';
import { Layout, type PageFiles } from './layout.js';
import { TipsFields, type TipsFieldsProps } from './tips-fields.js';

interface TipsWishesProps extends TipsFieldsProps {
  readonly files: PageFiles;
  /** Of the page whose wishes are changed. */
  readonly secret: string;
  readonly token: string;
}

/** To change what one wants tips about. */
export function TipsWishes({ files, secret, token, ...fields }: TipsWishesProps): JSX.Element {
  const { say } = fields.tongue;
  return (
    <Layout tongue={fields.tongue} files={files} title={say('tips:own.title')} room="tips">
      <div class="wrap narrow">
        <p class="back">
          <a href={`/tips/p/${secret}`}>{say('tips:wishes.back')}</a>
        </p>
        <h1>{say('tips:wishes.heading')}</h1>
        <form method="post" action={`/tips/p/${secret}/wishes`} autocomplete="off" class="intake" novalidate>
          <input type="hidden" name="token" value={token} />
          <TipsFields {...fields} />
          <button class="button button-big" type="submit">
            {say('tips:wishes.save')}
          </button>
        </form>
      </div>
    </Layout>
  );
}
