import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { compile } from '../../src/compiler/compile.js';
import { describeProblem } from '../../src/compiler/problems.js';
import { loadProgram, moduleBytes } from '../packaging/program.js';
import { readByteFiles } from '../packaging/read-byte.js';
import { PAGE_LIMIT } from './promises.js';

export const BUDGET_FILE = fileURLToPath(
  new URL('../../tests/compiler/weight-budget.json', import.meta.url),
);

/** Minified bytes of the script by room, and of everything else in the page. */
export type Rooms = Readonly<Record<string, number>>;

export interface Weight {
  /** Bytes of the whole page as it is sent, gzip. */
  readonly page: number;
  readonly rooms: Rooms;
}

/** The page of the shipped lesson for SCORM 1.2 as the build makes it now, and what it weighs. */
export async function weighLesson(): Promise<{ readonly page: string; readonly weight: Weight }> {
  const folder = 'content/it-project-manager';
  const program = await loadProgram();
  const { packages, problems } = await compile(await readByteFiles(folder), { folder, program });
  const bytes = packages.find(({ edition }) => edition === 'scorm12')?.files.get('index.html');
  if (!bytes) throw new Error(problems.map(describeProblem).join('\n'));
  const page = Buffer.from(bytes).toString();
  const { styles, scripts, earlyScripts } = program;
  const [script, earlyScript] = [scripts.scorm12, earlyScripts.scorm12];
  const shared = [styles, script, earlyScript].map((text) => Buffer.byteLength(text));
  const rooms = {
    ...byRoom(await moduleBytes()),
    'src/early.ts': Buffer.byteLength(earlyScript),
    'style sheet': Buffer.byteLength(styles),
    'words, drawings and data': Buffer.byteLength(page) - shared.reduce((a, b) => a + b, 0),
  };
  return { page, weight: { page: gzipSync(page).length, rooms } };
}

/** A file belongs to its folder in `src`; packages from npm are one room. */
function byRoom(modules: Rooms): Rooms {
  const rooms: Record<string, number> = {};
  for (const [path, bytes] of Object.entries(modules)) {
    const room = /node_modules|^src\/[^/]+/.exec(path)?.[0] ?? path;
    rooms[room] = (rooms[room] ?? 0) + bytes;
  }
  return rooms;
}

export async function readBudget(): Promise<Rooms> {
  // `npm run weight -- --write` wrote the file.
  return JSON.parse(await readFile(BUDGET_FILE, 'utf8')) as Rooms;
}

/** Says what is too heavy and what to do, one line each; empty when all is well. */
export function overBudget({ page, rooms }: Weight, budget: Rooms): readonly string[] {
  const heavy = Object.entries(rooms).filter(([room, bytes]) => bytes > (budget[room] ?? 0));
  return [
    ...(page > PAGE_LIMIT
      ? [`The page has ${page} bytes, gzip. The limit is ${PAGE_LIMIT}. Make it lighter.`]
      : []),
    ...heavy.map(
      ([room, bytes]) =>
        `${room} has ${bytes} bytes. Its budget is ${budget[room] ?? 0}. ` +
        'Make it lighter, or run "npm run weight -- --write" and say in the commit why it grew.',
    ),
  ];
}

/** A budget with a tenth to spare for each room: for a fix, not for a feature. */
export function budgetFor({ rooms }: Weight): Rooms {
  return Object.fromEntries(
    Object.entries(rooms).map(([room, bytes]) => [room, Math.ceil((bytes * 1.1) / 500) * 500]),
  );
}
