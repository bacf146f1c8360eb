import type { JSX } from 'preact';

const DRAWINGS = {
  ask: 'M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.6 4.2c-.5.4-1.2.1-1.2-.6V15.8A2.5 2.5 0 0 1 4 13.5zM8 8.5h8M8 11.5h5',
  book: 'M12 6.5C10 4.8 7.3 4.3 4 4.5v13.5c3.3-.2 6 .3 8 2 2-1.7 4.7-2.2 8-2V4.5c-3.3-.2-6 .3-8 2zM12 6.5V20',
  phone:
    'M6.2 3.5h2.6l1.7 4.3-2.1 1.6a11 11 0 0 0 6.2 6.2l1.6-2.1 4.3 1.7v2.6a2 2 0 0 1-2.2 2A15.8 15.8 0 0 1 4.2 5.7a2 2 0 0 1 2-2.2z',
  help: 'M12 20.5S4 15.6 4 9.6A4.6 4.6 0 0 1 12 6.7a4.6 4.6 0 0 1 8 2.9c0 6-8 10.9-8 10.9z',
  track: 'M5 4.5h14v15H5zM8.5 9.5l1.5 1.5 2.5-3M8.5 15h7M14.5 9.5h1.5',
  tips: 'M12 3.5v2M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4',
  lock: 'M6 10.5h12V20H6zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14v2.5',
  check: 'M4.5 12.5l5 5 10-11',
  source: 'M6 3.5h9l4 4v13H6zM14.5 3.5v4.5H19M9 12h6.5M9 15.5h6.5',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** A line drawing; says nothing to a screen reader. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path
        d={DRAWINGS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The sign of the service: a lantern in a doorway. */
export function Lantern(): JSX.Element {
  return (
    <svg class="lantern" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
      <path d="M5 38V17L20 4l15 13v21z" fill="#1f5a50" />
      <path d="M13 38V20a7 7 0 0 1 14 0v18z" fill="#f7c873" />
      <path d="M20 17v3.5" stroke="#1f5a50" stroke-width="1.5" />
      <circle cx="20" cy="25" r="4.5" fill="#d9542b" />
      <path d="M20 29.5v4" stroke="#d9542b" stroke-width="1.5" stroke-linecap="round" />
    </svg>
  );
}

/** A street at dusk with lit windows, for the head of the home page. */
export function Street(): JSX.Element {
  return (
    <svg class="street" viewBox="0 0 420 260" aria-hidden="true" focusable="false">
      <circle cx="330" cy="62" r="34" fill="#f7c873" />
      <ellipse cx="150" cy="236" rx="140" ry="62" fill="#d6e8df" />
      <ellipse cx="300" cy="240" rx="112" ry="48" fill="#c9e0d5" />
      <path d="M40 232V140l54-44 54 44v92z" fill="#fffaf1" stroke="#1f5a50" stroke-width="3" />
      <path
        d="M28 148l66-54 66 54"
        fill="none"
        stroke="#b5472a"
        stroke-width="9"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="M62 160h26v26H62zM100 160h26v26h-26z" fill="#f7c873" stroke="#1f5a50" stroke-width="3" />
      <path d="M82 232v-34h24v34z" fill="#1f5a50" />
      <path d="M178 232v-74l44-36 44 36v74z" fill="#fffaf1" stroke="#1f5a50" stroke-width="3" />
      <path
        d="M166 166l56-46 56 46"
        fill="none"
        stroke="#1f5a50"
        stroke-width="9"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="M210 232v-38a12 12 0 0 1 24 0v38z" fill="#f7c873" stroke="#1f5a50" stroke-width="3" />
      <path d="M318 232v-60" stroke="#7a4a2b" stroke-width="8" stroke-linecap="round" />
      <circle cx="318" cy="146" r="36" fill="#2f7a66" />
      <circle cx="346" cy="164" r="22" fill="#3c8d76" />
      <path d="M22 231h376a22 14 0 0 1 0 28H22a22 14 0 0 1 0-28z" fill="#a9cdbf" />
      <g fill="#1f5a50">
        <circle cx="374" cy="196" r="8" />
        <path d="M364 234v-20a10 10 0 0 1 20 0v20z" />
      </g>
      <g fill="#b5472a">
        <circle cx="398" cy="208" r="6" />
        <path d="M390 234v-14a8 8 0 0 1 16 0v14z" />
      </g>
    </svg>
  );
}
