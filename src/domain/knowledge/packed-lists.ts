/** Lists of numbers one behind the other in one array: list `n` is `items[starts[n]]` up to `items[starts[n + 1]]`. */
export interface PackedLists {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

export function packLists(lists: ReadonlyArray<readonly number[]>): PackedLists {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, n) => (starts[n + 1] = (starts[n] ?? 0) + list.length));
  const items = new Uint32Array(starts[lists.length] ?? 0);
  lists.forEach((list, n) => items.set(list, starts[n]));
  return { starts, items };
}
