import type { JSX } from 'preact';

/** Something that has to be known first, e.g. that the service can't be reached. */
export interface NoticeText {
  readonly text: string;
  readonly isAlarm: boolean;
}

export function Notice({ notice }: { readonly notice: NoticeText | undefined }): JSX.Element | null {
  return notice ? (
    <p class={notice.isAlarm ? 'notice notice-alarm' : 'notice'} role={notice.isAlarm ? 'alert' : 'status'}>
      {notice.text}
    </p>
  ) : null;
}
