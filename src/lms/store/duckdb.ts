import type * as Api from '@duckdb/node-api';
import type { Cell } from './database.js';

/** The DuckDB that `package.json` names; the sentence about its absence names it, too. */
export const DUCKDB_PACKAGE = '@duckdb/node-api@1.5.6-r.1';

/** DuckDB is an optional dependency, and it is not installed. The message says what to do. */
export class DuckDbMissing extends Error {
  constructor() {
    super(
      `DuckDB reads large reports, and it is not installed. Run "npm install ${DUCKDB_PACKAGE}" and try again.`,
    );
  }
}

/** The types of columns that this program appends to. */
export type ColumnType = 'bigint' | 'double' | 'varchar';

/** How many rows go into DuckDB at once; its own vectors have this length. */
const CHUNK = 2_048;

/**
 * One DuckDB database with one connection. The package is loaded by the first `open`, so that
 * a program that never needs it never pays for it.
 */
export class DuckDb {
  readonly #instance: Api.DuckDBInstance;
  readonly #connection: Api.DuckDBConnection;
  readonly #types: Readonly<Record<ColumnType, Api.DuckDBType>>;
  readonly #api: typeof Api;
  readonly #isFirst: boolean;

  private constructor(
    api: typeof Api,
    instance: Api.DuckDBInstance,
    connection: Api.DuckDBConnection,
    isFirst: boolean,
  ) {
    this.#isFirst = isFirst;
    this.#api = api;
    this.#instance = instance;
    this.#connection = connection;
    this.#types = { bigint: api.BIGINT, double: api.DOUBLE, varchar: api.VARCHAR };
  }

  /**
   * Opens the database at `path`, or one in memory. `settings` are DuckDB's own, such as
   * `memory_limit`. Throws {@link DuckDbMissing}.
   */
  static async open(
    path = ':memory:',
    settings: Readonly<Record<string, string>> = {},
  ): Promise<DuckDb> {
    const api = await import('@duckdb/node-api').catch(() => {
      throw new DuckDbMissing();
    });
    const instance = await api.DuckDBInstance.create(path, {
      // Nothing is ever fetched from elsewhere.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...settings,
    });
    return new DuckDb(api, instance, await instance.connect(), true);
  }

  /** Another connection to the same database; the database closes with the first one. */
  async connect(): Promise<DuckDb> {
    return new DuckDb(this.#api, this.#instance, await this.#instance.connect(), false);
  }

  /** Runs statements; values go with a single one. */
  async run(sql: string, ...values: readonly Cell[]): Promise<void> {
    await this.#connection.run(sql, [...values]);
  }

  /** Every row. `Row` is what the statement's columns say. Integers come as numbers. */
  async all<Row>(sql: string, ...values: readonly Cell[]): Promise<readonly Row[]> {
    const reader = await this.#connection.runAndReadAll(sql, [...values]);
    return reader.getRowObjectsJS().map(plain) as readonly Row[];
  }

  /** The first row, if there is one. */
  async get<Row>(sql: string, ...values: readonly Cell[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, ...values))[0];
  }

  /** The rows of a result of any size, about two thousand at a time. */
  async *chunks(sql: string): AsyncGenerator<readonly (readonly unknown[])[]> {
    // A connection of its own: another statement on the same one would end this result.
    const connection = await this.#instance.connect();
    try {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk.getRows();
      }
    } finally {
      connection.closeSync();
    }
  }

  /** A way to add rows to the end of a table. The rows are there after `close`. */
  async appender(
    table: string,
    columns: readonly ColumnType[],
  ): Promise<{ add(row: readonly Cell[]): void; close(): void }> {
    const appender = await this.#connection.createAppender(table);
    const types = columns.map((column) => this.#types[column]);
    let rows: (readonly Cell[])[] = [];
    const flush = (): void => {
      if (rows.length === 0) return;
      const chunk = this.#api.DuckDBDataChunk.create(types, rows.length);
      columns.forEach((type, place) => {
        const cells = rows.map((row) => row[place] ?? null);
        chunk.setColumnValues(
          place,
          type === 'bigint' ? cells.map((cell) => (cell === null ? null : BigInt(cell))) : cells,
        );
      });
      appender.appendDataChunk(chunk);
      rows = [];
    };
    return {
      add(row) {
        rows.push(row);
        if (rows.length === CHUNK) flush();
      },
      close() {
        flush();
        appender.closeSync();
      },
    };
  }

  /** How far the running statement is, 0–1, as far as DuckDB knows. */
  get progress(): number {
    return Math.max(0, this.#connection.progress.percentage) / 100;
  }

  /** Makes the running statement fail. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    if (this.#isFirst) this.#instance.closeSync();
  }
}

/** A text as SQL writes it, for the places where DuckDB takes no bound value. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function plain(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value,
    ]),
  );
}
