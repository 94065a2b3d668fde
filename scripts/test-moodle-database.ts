import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { importReport } from '../src/lms/import-report.js';
import { openDatabase } from '../src/lms/store/open-database.js';
import { Reports } from '../src/lms/store/reports.js';

// Runs the queries of docs/scale.md on real databases, and reads what comes out:
// `npm run test:moodle-database`. It needs MariaDB or PostgreSQL, as
// `apt-get install mariadb-server` or `apt-get install postgresql` brings them.

/** A database server of its own in a temporary folder, reached by a socket there. */
interface Server {
  readonly name: string;
  /** Runs statements; the answer is what the client of docs/scale.md prints. */
  query(sql: string): string;
  readonly file: string;
  stop(): Promise<void>;
}

/** Both generations of Moodle's tables, as far as the queries use them. */
const TABLES = `
create table mdl_scorm (id bigint primary key, name varchar(255) not null);
create table mdl_scorm_scoes (id bigint primary key, scorm bigint not null, identifier varchar(255) not null);
create table mdl_user (id bigint primary key, username varchar(100) not null, email varchar(100) not null,
  firstname varchar(100) not null, lastname varchar(100) not null, deleted smallint not null);
create table mdl_scorm_scoes_track (id bigint primary key, userid bigint not null, scormid bigint not null,
  scoid bigint not null, attempt bigint not null, element varchar(255) not null, value text not null,
  timemodified bigint not null);
create table mdl_scorm_attempt (id bigint primary key, userid bigint not null, scormid bigint not null,
  attempt bigint not null);
create table mdl_scorm_element (id bigint primary key, element varchar(255) not null);
create table mdl_scorm_scoes_value (id bigint primary key, scoid bigint not null, attemptid bigint not null,
  elementid bigint not null, value text not null, timemodified bigint not null);
`;

const LEARNERS = [
  [1, 'sam', 'sam@example.test', 'Sam', "O'Neil", 0],
  [2, 'ana', 'ana@example.test', 'Ana', 'Ámbar-Núñez', 0],
  [3, 'gone', 'gone@example.test', 'Gone', 'Away', 1],
] as const;

/** Of each attempt: the activity, the learner, the number, and its elements in order of time. */
const ATTEMPTS: readonly (readonly [
  scorm: number,
  user: number,
  attempt: number,
  elements: Readonly<Record<string, string>>,
])[] = [
  [
    10,
    1,
    1,
    {
      'x.start.time': '1795319640',
      'cmi.core.lesson_status': 'passed',
      'cmi.core.score.raw': '80',
      'cmi.core.score.max': '100',
      'cmi.core.score.min': '0',
      'cmi.core.total_time': '0000:12:30.00',
      'cmi.suspend_data': 'not to be read \\ "at all"',
      'cmi.interactions_0.id': 'q0',
      'cmi.interactions_0.type': 'choice',
      'cmi.interactions_0.student_response': 'a,b',
      'cmi.interactions_0.correct_responses_0.pattern': 'a,b',
      'cmi.interactions_0.result': 'correct',
      'cmi.interactions_1.id': 'comment',
      'cmi.interactions_1.student_response': 'A "quoted"\ttab,\nline, \\n and C:\\new',
      'cmi.interactions_1.result': 'neutral',
      'cmi.objectives_0.id': 'goal',
      'cmi.objectives_0.status': 'passed',
      'cmi.objectives_0.score.raw': '80',
    },
  ],
  [
    10,
    2,
    1,
    {
      'cmi.core.lesson_status': 'incomplete',
      'cmi.interactions_0.id': 'q0',
      'cmi.interactions_0.student_response': 'c',
      'cmi.interactions_0.correct_responses_0.pattern': 'a,b',
      'cmi.interactions_0.result': 'wrong',
    },
  ],
  // The same lesson in another course, and the same learner: an attempt of its own.
  [11, 1, 1, { 'cmi.core.lesson_status': 'completed', 'cmi.core.score.raw': '9' }],
  [10, 3, 1, { 'cmi.core.lesson_status': 'passed' }],
  [12, 1, 1, { 'cmi.core.lesson_status': 'failed' }],
];

function text(value: string, isMaria: boolean): string {
  const plain = value.replaceAll("'", "''");
  return `'${isMaria ? plain.replaceAll('\\', '\\\\') : plain}'`;
}

function rows(isMaria: boolean): string {
  const t = (value: string): string => text(value, isMaria);
  const inserts: string[] = [
    `insert into mdl_scorm values (10, 'IT project manager'), (11, 'IT project manager'), (12, 'Another')`,
    `insert into mdl_scorm_scoes values (100, 10, 'item_1'), (110, 11, 'item_1'), (120, 12, 'item_1')`,
    ...LEARNERS.map(
      ([id, ...words]) =>
        `insert into mdl_user values (${id}, ${words.map((one) => (typeof one === 'string' ? t(one) : one)).join(', ')})`,
    ),
  ];
  const elements = new Map<string, number>();
  let track = 0;
  ATTEMPTS.forEach(([scorm, user, number, values], index) => {
    const attempt = 1_000 + index;
    inserts.push(`insert into mdl_scorm_attempt values (${attempt}, ${user}, ${scorm}, ${number})`);
    Object.entries(values).forEach(([element, value], n) => {
      track += 1;
      if (!elements.has(element)) {
        elements.set(element, elements.size + 1);
        inserts.push(`insert into mdl_scorm_element values (${elements.size}, ${t(element)})`);
      }
      const time = 1_795_319_640 + n;
      inserts.push(
        `insert into mdl_scorm_scoes_track values (${track}, ${user}, ${scorm}, ${scorm}0, ${number}, ${t(element)}, ${t(value)}, ${time})`,
        `insert into mdl_scorm_scoes_value values (${track}, ${scorm}0, ${attempt}, ${elements.get(element) ?? 0}, ${t(value)}, ${time})`,
      );
    });
  });
  return inserts.map((one) => `${one};\n`).join('');
}

/** What the report must say, whichever way it took. */
const EXPECTED = {
  attempts: [
    {
      ...{ learner_name: "Sam O'Neil", learner_code: 'sam@example.test', number: 1 },
      ...{ status: 'passed', success: 'passed', score: 80, raw_score: 80, seconds: 750 },
      ...{ first_at: 1_795_319_640_000, last_at: 1_795_319_657_000 },
    },
    {
      ...{ learner_name: "Sam O'Neil", learner_code: 'sam@example.test', number: 1 },
      ...{ status: 'completed', success: 'unknown', score: null, raw_score: 9, seconds: null },
      ...{ first_at: 1_795_319_640_000, last_at: 1_795_319_641_000 },
    },
    {
      ...{ learner_name: 'Ana Ámbar-Núñez', learner_code: 'ana@example.test', number: 1 },
      ...{ status: 'incomplete', success: 'unknown', score: null, raw_score: null, seconds: null },
      ...{ first_at: 1_795_319_640_000, last_at: 1_795_319_644_000 },
    },
  ],
  answers: [
    { code: 'comment', response: 'A "quoted"\ttab,\nline, \\n and C:\\new', share: null },
    { code: 'q0', response: 'a,b', share: 1 },
    { code: 'q0', response: 'c', share: 0 },
  ],
  objectives: [{ code: 'goal', status: 'passed', score: '80' }],
};

async function readEverything(
  path: string,
  engine: 'sqlite' | 'duckdb',
  folder: string,
): Promise<unknown> {
  const database = openDatabase(folder);
  const reports = new Reports(database);
  try {
    const read = await importReport(reports, path, 'attempts', { engine });
    if (!read.ok) return read.problems;
    const report = await reports.of(1);
    return {
      attempts: await report.all(
        `select learner_name, learner_code, number, status, success, score, raw_score, seconds,
         first_at, last_at from attempt order by learner_name desc, last_at desc`,
      ),
      answers: await report.all(
        `select code, response, share from interaction
         join question on question.id = question_id order by code, response`,
      ),
      objectives: await report.all('select code, status, score from objective'),
    };
  } finally {
    await reports.close();
    database.close();
  }
}

async function postgres(folder: string): Promise<Server | null> {
  const versions = '/usr/lib/postgresql';
  const version = existsSync(versions) ? readdirSync(versions).sort().at(-1) : undefined;
  if (version === undefined) return null;
  const bin = join(versions, version, 'bin');
  // Neither server runs as root.
  const user = accountOf('postgres');
  const data = join(folder, 'postgres');
  await mkdir(data);
  if (user.uid !== undefined) await chown(data, user.uid, user.gid ?? user.uid);
  run(
    join(bin, 'initdb'),
    ['--auth=trust', '--encoding=UTF8', '--username=moodle', '-D', data],
    user,
  );
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', data, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...user, stdio: 'ignore' },
  );
  const client = ['--host', data, '--username', 'moodle', '--set', 'ON_ERROR_STOP=1', 'postgres'];
  const query = (sql: string): string => run('psql', ['--csv', '--quiet', ...client], {}, sql);
  await started(server, () => query('select 1'));
  return {
    name: `PostgreSQL ${version}`,
    file: 'attempts.csv',
    query,
    stop: () => stopped(server),
  };
}

async function mariadb(folder: string): Promise<Server | null> {
  const program = ['/usr/sbin/mariadbd', '/usr/sbin/mysqld'].find((path) => existsSync(path));
  if (program === undefined) return null;
  const user = accountOf('mysql');
  const data = join(folder, 'mariadb');
  await mkdir(data);
  if (user.uid !== undefined) await chown(data, user.uid, user.gid ?? user.uid);
  run(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ],
    user,
  );
  const socket = join(data, 'socket');
  const server = spawn(
    program,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      '--skip-networking',
      `--pid-file=${join(data, 'pid')}`,
    ],
    { ...user, stdio: 'ignore' },
  );
  const client = [
    '--no-defaults',
    `--socket=${socket}`,
    '--user=root',
    '--default-character-set=utf8mb4',
  ];
  const ask = (sql: string, database: string): string =>
    run('mariadb', [...client, '--batch', database], {}, sql);
  await started(server, () => ask('select 1', 'mysql'));
  ask('create database moodle character set utf8mb4', 'mysql');
  const version = ask('select version()', 'mysql').split('\n')[1] ?? '';
  const query = (sql: string): string => ask(sql, 'moodle');
  return { name: `MariaDB ${version}`, file: 'attempts.tsv', query, stop: () => stopped(server) };
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** The account of a server's own, where this script runs as root. */
function accountOf(name: string): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

function run(command: string, args: readonly string[], account: Account, input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...account,
    input,
    encoding: 'utf8',
    cwd: tmpdir(),
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
  return stdout;
}

async function started(server: ChildProcess, ask: () => void): Promise<void> {
  for (let times = 0; ; times += 1) {
    try {
      ask();
      return;
    } catch (error) {
      if (times > 300 || server.exitCode !== null) throw error;
      await wait(200);
    }
  }
}

async function stopped(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await Promise.race([ended, wait(20_000)]);
  if (server.exitCode === null) server.kill('SIGKILL');
}

/** The two queries of docs/scale.md. */
async function queries(): Promise<readonly string[]> {
  const docs = await readFile(new URL('../docs/scale.md', import.meta.url), 'utf8');
  const found = [...docs.matchAll(/```sql\n(-- Moodle 4[^]*?)```/g)].map((match) => match[1] ?? '');
  if (found.length !== 2) throw new Error('docs/scale.md has not the two queries.');
  return found;
}

/** Without the prototypes and the order that drivers give to rows. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'moodle-database-'));
  await chmod(folder, 0o755);
  let tried = 0;
  let wrong = 0;
  try {
    for (const start of [mariadb, postgres]) {
      const server = await start(folder);
      if (!server) continue;
      try {
        server.query(TABLES);
        server.query(rows(server.file.endsWith('.tsv')));
        for (const sql of await queries()) {
          const file = join(folder, `${tried}-${server.file}`);
          await writeFile(file, server.query(`${sql};`));
          for (const engine of ['sqlite', 'duckdb'] as const) {
            tried += 1;
            const found = plain(await readEverything(file, engine, join(folder, `data-${tried}`)));
            const isRight = isDeepStrictEqual(found, plain(EXPECTED));
            if (!isRight) wrong += 1;
            console.log(
              `${isRight ? 'right' : 'WRONG'}  ${server.name}, ${sql.split('\n')[0]?.slice(3) ?? ''}, ${engine}`,
            );
            if (!isRight) console.log(JSON.stringify(found, null, 1));
          }
        }
      } finally {
        await server.stop();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (tried === 0) {
    console.error(
      'There is no MariaDB and no PostgreSQL here. Install one: apt-get install mariadb-server, or postgresql.',
    );
  }
  return tried === 0 || wrong > 0 ? 1 : 0;
}

process.exitCode = await main();
