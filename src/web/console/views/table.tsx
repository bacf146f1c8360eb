import type { ComponentChild, JSX } from 'preact';

export interface Column<Row> {
  /** What stands above it, and on a phone before each of its values. */
  readonly heading: string;
  readonly cell: (row: Row) => ComponentChild;
  /** The cell that names the row. */
  readonly isHead?: true;
}

export interface TableProps<Row> {
  /** What the table shows, for those who hear it. */
  readonly caption: string;
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Said instead when there is no row. */
  readonly none: string;
}

/** Rows with their columns; on a phone each row is a card. */
export function Table<Row>({ caption, columns, rows, keyOf, none }: TableProps<Row>): JSX.Element {
  if (rows.length === 0) {
    return <p class="none">{none}</p>;
  }
  return (
    <table class="table">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ heading }) => (
            <th scope="col" key={heading}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ heading, cell, isHead }) => {
              const content = (
                <>
                  <span class="label" aria-hidden="true">
                    {heading}
                  </span>
                  <span>{cell(row)}</span>
                </>
              );
              return isHead ? (
                <th scope="row" key={heading}>
                  {content}
                </th>
              ) : (
                <td key={heading}>{content}</td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
