import type { Cell } from '../store/database.js';
import type { Report } from '../store/reports.js';
import { summaryOf } from './course-summary.js';

/**
 * The SQL of every figure that the pages show of a report, as SQLite, DuckDB and ClickHouse take it.
 * It is written down while the figures are counted, so that it cannot differ from what they are.
 */
export async function figuresSql(report: Report): Promise<string> {
  const statements: string[] = [];
  await summaryOf({
    ...report,
    all: <Row>(sql: string, ...values: readonly Cell[]) => {
      statements.push(withValues(sql, values));
      return report.all<Row>(sql, ...values);
    },
  });
  return statements.map((statement) => `${statement};\n`).join('\n');
}

/** The only value in these statements is the course's id. */
function withValues(sql: string, values: readonly Cell[]): string {
  let next = 0;
  const filled = sql.replace(/\?/g, () => String(values[next++]));
  return filled
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
