import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { Cell } from '../store/database.js';
import { DuckDb, quoted, type ColumnType } from '../store/duckdb.js';
import { copyToParquet, parquetFile, type ParquetTable } from '../store/parquet.js';
import type { Cells } from './read-table.js';
import { bounded, CheckedRows, cutNotice } from './check-rows.js';
import { isFilled, type NumberedRow } from './open-report.js';
import { loadSource, type BadRow, type BulkSource, type LoadedSource } from './bulk-source.js';
import type { CellGroups } from './table-format.js';

// Reads large tables. DuckDB reads the file and joins; what cells mean is decided by the same
// `TableReader` that reads small files. It is asked once per distinct combination of cells that are
// read together: five million rows have five million names, but few scores, dates and answers.

/** What the reading of a large table noticed. */
export interface BulkResult {
  readonly attempts: number;
  readonly title: string | null;
  readonly unknownColumns: readonly string[];
  /** What a person should know before they trust the figures. */
  readonly notices: readonly string[];
  /** The first of them. */
  readonly badRows: readonly BadRow[];
  readonly badRowCount: number;
}

/** What part of the whole time the steps take, measured with six questions per attempt. */
const STEPS = { read: 0.55, map: 0.2, write: 0.25 } as const;

/** Memory for DuckDB; what does not fit goes to the disk. Node takes some 300 MB beside it. */
const MEMORY = '700MB';
/** How many bad rows are named; the rest are counted. */
const NAMED_ROWS = 100;

/** A piece of an attempt that depends on one group of cells. */
type Piece = readonly [name: string, type: ColumnType, value: (attempt: ImportedAttempt) => Cell];

const PIECES: Readonly<Record<Exclude<keyof CellGroups, 'answers'>, readonly Piece[]>> = {
  learner: [
    ['learner_name', 'varchar', ({ learner }) => learner],
    ['learner_code', 'varchar', ({ code }) => code],
  ],
  result: [
    ['number', 'bigint', ({ number }) => number],
    ['status', 'varchar', ({ record }) => record.status],
    ['success', 'varchar', ({ record }) => record.success],
    ['score', 'double', ({ record }) => record.score.percent],
    ['raw_score', 'double', ({ record }) => record.score.raw],
    ['raw_min', 'double', ({ record }) => record.score.min],
    ['raw_max', 'double', ({ record }) => record.score.max],
    ['progress', 'double', ({ record }) => record.progress],
    ['seconds', 'double', ({ seconds }) => seconds],
    ['cmi', 'varchar', ({ cmi }) => cmi && JSON.stringify(cmi)],
  ],
  first: [
    ['first_at', 'bigint', ({ first }) => first.at],
    ['first_text', 'varchar', ({ first }) => first.text],
  ],
  last: [
    ['last_at', 'bigint', ({ last }) => last.at],
    ['last_text', 'varchar', ({ last }) => last.text],
  ],
};

/** More combinations or answers than these cannot be: a table has 16 million rows or 999 columns at most. */
const MOST_COMBINATIONS = 1e9;
const MOST_IN_GROUP = 1e4;

/** Keeps the first rows of each kind of fault, which come in order. */
class BadRows {
  readonly #rows: BadRow[] = [];
  #count = 0;
  #kept = 0;

  add(row: BadRow): void {
    this.#count += 1;
    this.#kept += 1;
    if (this.#kept <= NAMED_ROWS) this.#rows.push(row);
  }

  nextKind(): void {
    this.#kept = 0;
  }

  result(): Pick<BulkResult, 'badRows' | 'badRowCount'> {
    const rows = [...this.#rows].sort((a, b) => a.row - b.row);
    return { badRows: rows.slice(0, NAMED_ROWS), badRowCount: this.#count };
  }
}

/** Before anything is loaded. */
const NOTHING: LoadedSource = {
  width: 0,
  reader: {
    title: null,
    unknownColumns: [],
    notices: [],
    hasLearnerIds: true,
    groups: { learner: [], result: [], first: [], last: [], answers: [] },
    read: () => ({ ok: true, value: null }),
  },
  badRows: [],
  badRow: (row, problem) => ({ row, problem }),
};

const TABLES = `
create table dropped (id bigint);
create table renamed (id bigint, code varchar);
create table item (map bigint, n bigint, code varchar, type varchar, description varchar,
  response varchar, right_answer varchar, result varchar, share double);
create table goal (map bigint, n bigint, code varchar, status varchar, score varchar);
`;
const ITEM_TYPES = [
  'bigint',
  'bigint',
  'varchar',
  'varchar',
  'varchar',
  'varchar',
  'varchar',
  'varchar',
  'double',
] as const;
const GOAL_TYPES = ['bigint', 'bigint', 'varchar', 'varchar', 'varchar'] as const;

const PIECE_NAMES = Object.keys(PIECES) as readonly (keyof typeof PIECES)[];

/** How a large report is read. */
export interface BulkOptions {
  /** Attempts and questions are numbered from here on. */
  readonly firstId: number;
  readonly signal: AbortSignal;
  /** Takes how much is done, 0–1. */
  readonly onProgress: (done: number) => void;
}

/**
 * Reads `source` into Parquet files in `folder`, which exists. Rejects when it is canceled or fails;
 * what is in the folder then is of no use.
 */
export async function readBulk(
  source: BulkSource,
  folder: string,
  options: BulkOptions,
): Promise<BulkResult> {
  const db = await DuckDb.open(join(folder, 'work.duckdb'), {
    memory_limit: MEMORY,
    temp_directory: join(folder, 'work.tmp'),
  });
  const { signal } = options;
  const cancel = (): void => db.interrupt();
  signal.addEventListener('abort', cancel);
  try {
    return await new BulkReader(db, options).read(source, folder);
  } catch (error) {
    // An interrupted statement fails in words of DuckDB.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    db.close();
    for (const name of ['work.duckdb', 'work.duckdb.wal', 'work.tmp', 'work.txt'])
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** One reading: the steps share the open database and the tables in it. */
class BulkReader {
  readonly #db: DuckDb;
  readonly #options: BulkOptions;
  /** What the steps so far make of the whole, 0–1. */
  #done = 0;
  #loaded: LoadedSource = NOTHING;
  /** A good row without answers and objectives: one group of its cells is changed at a time. */
  #base: Cells = [];
  #maps = 0;
  /** How many texts were too long. */
  #cut = 0;

  constructor(db: DuckDb, options: BulkOptions) {
    this.#db = db;
    this.#options = options;
  }

  async read(source: BulkSource, folder: string): Promise<BulkResult> {
    await this.#run(TABLES);
    this.#loaded = await loadSource(this.#db, source, folder, (sql, share) =>
      this.#run(sql, share * STEPS.read),
    );
    const { groups, title, unknownColumns } = this.#loaded.reader;
    const base = await this.#findBase();
    const step = STEPS.map / (PIECE_NAMES.length + groups.answers.length);
    if (base) {
      this.#base = base;
      for (const name of PIECE_NAMES) await this.#mapPieces(name, groups[name], step);
    } else {
      await this.#run('insert into dropped select rowid from source');
    }
    const bad = await this.#badRows();
    const notices = base ? await this.#compareRows(bad) : [];
    const attempts = (await this.#count('source')) - (await this.#count('dropped'));
    if (attempts > 0) {
      // From here on a row has no bad piece: all answers can be taken out of the base.
      for (const place of groups.answers.flat()) this.#base = this.#base.with(place, '');
      for (const group of groups.answers) await this.#mapAnswers(group, step);
      await this.#write(folder);
    }
    return { attempts, title, unknownColumns, notices: this.#withCut(notices), ...bad.result() };
  }

  /** The first row that is an attempt. */
  async #findBase(): Promise<Cells | null> {
    const { reader, width } = this.#loaded;
    const { answers, ...pieces } = reader.groups;
    const kept = new Set(Object.values(pieces).flat());
    const blank = answers.flat().filter((place) => !kept.has(place));
    for await (const rows of this.#db.chunks(`select ${columns(width)} from source limit 10000`)) {
      for (const row of rows) {
        const cells = textsOf(row);
        for (const place of blank) cells[place] = '';
        if (!isFilled(cells)) continue;
        const read = reader.read(cells);
        if (read.ok && read.value) return cells;
      }
    }
    return null;
  }

  /**
   * Makes `map_NAME`: each combination of the cells at `places`, and what it means. Rows with a
   * combination that is no attempt are noted in `dropped`.
   */
  async #mapPieces(
    name: keyof typeof PIECES,
    places: readonly number[],
    step: number,
  ): Promise<void> {
    const pieces = PIECES[name];
    const made = pieces.map(([column, type]) => `${column} ${type}`);
    await this.#run(`create table map_${name} (${keysOf(places)} good bigint, ${made.join(', ')})`);
    const map = await this.#db.appender(`map_${name}`, [
      ...places.map(() => 'varchar' as const),
      'bigint',
      ...pieces.map(([, type]) => type),
    ]);
    await this.#eachCombination(places, (texts, attempt) => {
      const values = pieces.map(([, , value]) => attempt && value(attempt));
      map.add([...texts, attempt ? 1 : 0, ...values]);
    });
    map.close();
    await this.#run(
      `insert into dropped select source.rowid from source
       join (select * from map_${name} where good = 0) as map on ${sameKeys(places)}
       where source.rowid not in (select id from dropped)`,
    );
    this.#advance(step);
  }

  /** Makes `map_a1`, `map_a2`…: each combination of cells, and the answers and objectives in it. */
  async #mapAnswers(places: readonly number[], step: number): Promise<void> {
    const group = (this.#maps += 1);
    await this.#run(`create table map_a${group} (${keysOf(places)} id bigint, first bigint)`);
    const map = await this.#db.appender(`map_a${group}`, [
      ...places.map(() => 'varchar' as const),
      'bigint',
      'bigint',
    ]);
    const items = await this.#db.appender('item', ITEM_TYPES);
    const goals = await this.#db.appender('goal', GOAL_TYPES);
    let id = group * MOST_COMBINATIONS;
    await this.#eachCombination(places, (texts, attempt, first) => {
      id += 1;
      map.add([...texts, id, first]);
      const order = (n: number): number => group * MOST_IN_GROUP + n;
      attempt?.record.interactions.forEach((one, n) => {
        const { code, type, description, response, rightAnswer, result, share } = one;
        items.add([id, order(n), code, type, description, response, rightAnswer, result, share]);
      });
      attempt?.record.objectives.forEach(({ code, status, score }, n) => {
        goals.add([id, order(n), code, status, score]);
      });
    });
    for (const appender of [map, items, goals]) appender.close();
    this.#advance(step);
  }

  /**
   * Gives `take` each combination of the cells at `places`, what the reader makes of it, and the
   * first row that has it.
   */
  async #eachCombination(
    places: readonly number[],
    take: (texts: readonly string[], attempt: ImportedAttempt | null, first: number) => void,
  ): Promise<void> {
    const keys = places.map((place) => `c${place}`);
    const query = `select ${[...keys, 'min(rowid)', 'count(*)'].join(', ')} from source
      where rowid not in (select id from dropped) group by ${keys.join(', ') || 'all'}`;
    const cells = [...this.#base];
    for await (const rows of this.#db.chunks(query)) {
      this.#options.signal.throwIfAborted();
      for (const row of rows) {
        const texts = textsOf(row.slice(0, -2));
        const [first, count] = row.slice(-2).map(Number);
        places.forEach((place, index) => (cells[place] = texts[index] ?? ''));
        const read = this.#loaded.reader.read(cells);
        const attempt =
          read.ok && read.value ? bounded(read.value, () => (this.#cut += count ?? 1)) : null;
        take(texts, attempt, first ?? 0);
      }
    }
  }

  /** Asks the reader about each dropped row as a whole, for it to say why. */
  async #badRows(): Promise<BadRows> {
    const { reader, badRows, badRow } = this.#loaded;
    const bad = new BadRows();
    badRows.forEach((row) => bad.add(row));
    bad.nextKind();
    for await (const [rowid, cells] of this.#rows('rowid in (select id from dropped)')) {
      const read = reader.read(cells);
      if (read.ok && read.value)
        throw new Error(`Row ${rowid} is an attempt, although a part of it is not.`);
      if (!read.ok && isFilled(cells)) bad.add(badRow(rowid, read.problems.join(' ')));
    }
    bad.nextKind();
    return bad;
  }

  /**
   * Compares the rows that have the same learner and number, as `CheckedRows` does it for a small
   * report: what says the same is dropped, and what cannot be told apart gets a code of its own.
   */
  async #compareRows(bad: BadRows): Promise<readonly string[]> {
    const { reader, badRow } = this.#loaded;
    const { learner, result } = reader.groups;
    await this.#run(
      `create table twin as select id from (
         select source.rowid as id, count(*) over (partition by learner_code, number) as times
         from source join map_learner on ${sameKeys(learner, 'map_learner')}
         join map_result on ${sameKeys(result, 'map_result')}
         where source.rowid not in (select id from dropped)
       ) where times > 1`,
    );
    const twins = this.#rows('rowid in (select id from twin)');
    // The rows come back one by one, in their order.
    const rowids: number[] = [];
    const checked = new CheckedRows({
      notices: reader.notices,
      hasLearnerIds: reader.hasLearnerIds,
      rows: (async function* read(): AsyncGenerator<NumberedRow> {
        for await (const [rowid, cells] of twins) {
          rowids.push(rowid);
          const attempt = reader.read(cells);
          // What is too long is counted with the maps.
          yield [
            badRow(rowid, '').row,
            attempt.ok && attempt.value
              ? { ok: true, value: bounded(attempt.value, () => undefined) }
              : attempt,
          ];
        }
      })(),
    });
    const dropped = await this.#db.appender('dropped', ['bigint']);
    const renamed = await this.#db.appender('renamed', ['bigint', 'varchar']);
    for await (const [, read] of checked.rows()) {
      const rowid = rowids.shift() ?? 0;
      if (read.ok) {
        renamed.add([rowid, read.value?.code ?? '']);
        continue;
      }
      dropped.add([rowid]);
      bad.add(badRow(rowid, read.problems.join(' ')));
    }
    dropped.close();
    renamed.close();
    return checked.notices();
  }

  #withCut(notices: readonly string[]): readonly string[] {
    return this.#cut === 0 ? notices : [...notices, cutNotice(this.#cut)];
  }

  /** Rows of the source as they are, in their order. */
  async *#rows(condition: string): AsyncGenerator<readonly [rowid: number, cells: Cells]> {
    const query = `select rowid, ${columns(this.#loaded.width)} from source
      where ${condition} order by rowid`;
    for await (const rows of this.#db.chunks(query)) {
      this.#options.signal.throwIfAborted();
      for (const [rowid, ...cells] of rows) yield [Number(rowid), textsOf(cells)];
    }
  }

  async #write(folder: string): Promise<void> {
    const { answers, ...pieces } = this.#loaded.reader.groups;
    const isKept = 'source.rowid not in (select id from dropped)';
    const id = `${this.#options.firstId} + source.rowid`;
    const shares = { question: 0.02, interaction: 0.5, objective: 0.08, attempt: 0.4 };
    const write = (table: ParquetTable, query: string): Promise<void> =>
      this.#run(copyToParquet(query, parquetFile(folder, table)), STEPS.write * shares[table]);
    await this.#run(this.#questions());
    await write('question', 'select * from question order by id');
    const ofAttempts = (table: string, columns: string): string =>
      answers
        .map(
          (places, n) => `select ${id} as attempt_id, ${columns} from source
           join map_a${n + 1} as map on ${sameKeys(places)} join ${table} as part on part.map = map.id
           where ${isKept}`,
        )
        .join(' union all ') || `select map as attempt_id, ${columns} from ${table} as part`;
    await this.#run(
      `create table answer as select item.map, n, question.id as question_id, response, result, share
       from item join question on question.code = item.code`,
    );
    await write('interaction', ofAttempts('answer', 'n, question_id, response, result, share'));
    await write('objective', ofAttempts('goal', 'n, code, status, score'));
    const joins = PIECE_NAMES.map(
      (name) => `join map_${name} on ${sameKeys(pieces[name], `map_${name}`)}`,
    );
    const names = PIECE_NAMES.flatMap((name) =>
      PIECES[name].map(([column]) =>
        column === 'learner_code' ? 'coalesce(renamed.code, learner_code) as learner_code' : column,
      ),
    );
    await write(
      'attempt',
      `select ${id} as id, ${names.join(', ')},
       coalesce(points, 0) as points, coalesce(answered, 0) as answered
       from source ${joins.join(' ')} left join renamed on renamed.id = source.rowid left join (
         select attempt_id, sum(share) as points, count(share) as answered
         from read_parquet(${quoted(parquetFile(folder, 'interaction'))}) group by attempt_id
       ) as marks on marks.attempt_id = ${id}
       where ${isKept} order by id`,
    );
  }

  /** Questions are in the order of their first answers; their words are the first that say something. */
  #questions(): string {
    const maps = this.#loaded.reader.groups.answers.map(
      (_, n) => `select id, first from map_a${n + 1}`,
    );
    const first = (name: string): string =>
      `coalesce(arg_min(${name}, (first, n)) filter (${name} <> ''), '') as ${name}`;
    return `create table question as select ${this.#options.firstId} + position as id, * from (
      select code, row_number() over (order by place) - 1 as position, type, description, right_answer
      from (
        select code, min((first, n)) as place, ${first('type')}, ${first('description')},
        ${first('right_answer')} from item
        join (${maps.join(' union all ') || 'select 0 as id, 0 as first'}) as map on map.id = item.map
        group by code
      )
    )`;
  }

  async #count(table: string): Promise<number> {
    const row = await this.#db.get<{ count: number }>(`select count(*) as count from ${table}`);
    return row?.count ?? 0;
  }

  /** Runs a statement that makes `share` of the whole time. */
  async #run(sql: string, share = 0): Promise<void> {
    this.#options.signal.throwIfAborted();
    const watch = setInterval(() => this.#tell(share * this.#db.progress), 250);
    try {
      await this.#db.run(sql);
    } finally {
      clearInterval(watch);
    }
    this.#advance(share);
  }

  #advance(share: number): void {
    this.#done += share;
    this.#tell(0);
  }

  #tell(more: number): void {
    this.#options.onProgress(Math.min(1, this.#done + more));
  }
}

/** A name per column of a row, as the queries use it. */
function columns(width: number): string {
  return Array.from({ length: width }, (_, place) => `c${place}`).join(', ');
}

/** The columns of a map that hold the cells at `places`. */
function keysOf(places: readonly number[]): string {
  return places.map((place) => `c${place} varchar, `).join('');
}

function sameKeys(places: readonly number[], map = 'map'): string {
  return places.map((place) => `source.c${place} = ${map}.c${place}`).join(' and ') || 'true';
}

function textsOf(row: readonly unknown[]): string[] {
  return row.map(String);
}
