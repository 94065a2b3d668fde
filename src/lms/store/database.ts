import { dirname } from 'node:path';
import Libsql from 'libsql';

/** What SQLite stores in a cell, as far as this program writes it. */
export type Cell = string | number | null;

/**
 * The one open SQLite file. Statements are prepared once; every value is bound,
 * never written into the text of a statement.
 */
export class Database {
  readonly #db: Libsql.Database;
  /**
   * A file beside it, locked until the process ends in whatever way: two programs on the same
   * data would take each other's half-read reports away.
   */
  readonly #lock: Libsql.Database;
  readonly #statements = new Map<string, Libsql.Statement>();

  /** Where the file is; large reports are beside it. */
  readonly folder: string;

  private constructor(path: string) {
    this.folder = dirname(path);
    this.#lock = new Libsql(`${path}.lock`);
    this.#lock.exec('begin exclusive');
    this.#db = new Libsql(path);
  }

  /**
   * Opens or creates the file at `path`, for this program alone. A transaction is on the disk
   * before its call returns (`synchronous = full`), so what was acknowledged outlives a killed
   * process.
   */
  static open(path: string): Database {
    const database = new Database(path);
    try {
      database.execute(
        'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; ' +
          'pragma busy_timeout = 5000; pragma cache_size = -32000; ' +
          // Rarer merging of the log into the file: a large import rewrites the same index pages.
          'pragma wal_autocheckpoint = 8000;',
      );
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  }

  /** Runs statements without values, such as a schema. */
  execute(sql: string): void {
    this.#db.exec(sql);
  }

  /** Runs one statement and gives the id of a row it added. */
  run(sql: string, ...values: readonly Cell[]): number {
    return Number(this.#prepared(sql).run(values).lastInsertRowid);
  }

  /** Every row. `Row` is what the statement's columns say; only the schema vouches for it. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the columns it asks for.
  all<Row>(sql: string, ...values: readonly Cell[]): readonly Row[] {
    return this.#prepared(sql).all(values) as readonly Row[];
  }

  /** The first row, if there is one. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the columns it asks for.
  get<Row>(sql: string, ...values: readonly Cell[]): Row | undefined {
    return this.#prepared(sql).all(values)[0] as Row | undefined;
  }

  /** All or nothing: a throw inside `work` takes everything back. */
  transaction<Value>(work: () => Value): Value {
    this.#db.exec('begin immediate');
    try {
      const value = work();
      this.#db.exec('commit');
      return value;
    } catch (error) {
      this.#db.exec('rollback');
      throw error;
    }
  }

  /**
   * A transaction for what nobody was told of yet: it does not wait for the disk. The next
   * one that does brings it there, too.
   */
  unacknowledged<Value>(work: () => Value): Value {
    this.#db.exec('pragma synchronous = normal');
    try {
      return this.transaction(work);
    } finally {
      this.#db.exec('pragma synchronous = full');
    }
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
    this.#lock.exec('rollback');
    this.#lock.close();
  }

  #prepared(sql: string): Libsql.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
