/** The median, least and greatest of some runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Sums up `values`. Throws for an empty list, which is a mistake of the caller. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (middle === undefined || least === undefined || most === undefined) {
    throw new Error('A spread needs at least one value.');
  }
  const below = sorted[Math.ceil(sorted.length / 2) - 1] ?? middle;
  return { median: (middle + below) / 2, least, most };
}

/** A Markdown table with columns as wide as their longest cell. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
