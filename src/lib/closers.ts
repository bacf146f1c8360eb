/** What has been started and has to be stopped again, the last first. */
export interface Closers {
  add(close: () => Promise<void> | void): void;
  /** Stops everything, also when one of them fails; rejects with the first failure then. A second call does nothing more. */
  closeAll(): Promise<void>;
}

export function createClosers(): Closers {
  const closers: Array<() => Promise<void> | void> = [];
  return {
    add: (close) => void closers.push(close),
    async closeAll() {
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse()) {
        await Promise.resolve()
          .then(close)
          .catch((error: unknown) => failures.push(error)); // what comes after it has to be freed all the same
      }
      if (failures.length > 0) {
        throw failures[0];
      }
    },
  };
}
