/** A bar that a figure has to reach. A missed one makes the benchmark fail, after the rest has been measured. */
export function bar(
  what: string,
  value: number,
  limit: { readonly atLeast: number } | { readonly atMost: number },
  unit: string,
): void {
  const isReached = 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
  const asked = 'atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`;
  console.log(`${isReached ? 'reached' : 'MISSED '}  ${what}: ${value.toFixed(1)} ${unit} (${asked})`);
  if (!isReached) {
    process.exitCode = 1;
  }
}
