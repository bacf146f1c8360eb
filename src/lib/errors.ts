/**
 * An error that a door may show: `code` is a key of `locales/<language>/errors.json`, `status` the HTTP status.
 * The message holds the code alone, so that an `AppError` in a log never carries what a person wrote.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: string,
    readonly status = 400,
    /** Values for the sentence: counts and limits only, never words of a person. */
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** Start-up cannot go on. The message is for the operator and is printed plainly, without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
