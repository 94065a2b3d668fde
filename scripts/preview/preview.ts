import { readFile } from 'node:fs/promises';
import { watch } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compile, type Program } from '../../src/compiler/compile.js';
import type { Files } from '../../src/compiler/files.js';
import { describeProblem, isError, type ContentProblem } from '../../src/compiler/problems.js';
import type { OutlineEntry } from '../../src/compiler/read-content.js';
import { loadProgram } from '../packaging/program.js';
import { displayPath, readByteFiles } from '../packaging/read-byte.js';
import type { PreviewProblem, PreviewState } from './state.js';

export interface PreviewOptions {
  readonly content: string;
  /** The name of the Byte's folder. */
  readonly name: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly print: (line: string) => void;
}

export interface Preview {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves one lesson to this computer alone, and compiles it again when one of
 * its files changes. While it has problems, the last version without errors stays.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const [program, frame] = await Promise.all([loadProgram(), loadFrame()]);
  const lesson = new Lesson(options, program);
  await lesson.compile();
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response, { lesson, frame, listeners });
  });
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}/`;
  const watcher = onChange(join(options.content, options.name), async () => {
    await lesson.compile();
    for (const listener of listeners) listener.write(event(lesson.state));
  });
  options.print(`The lesson is at ${url} and follows every change you save. Stop with Ctrl+C.`);
  return {
    url,
    stop: async () => {
      watcher.close();
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The lesson as it was compiled last. */
class Lesson {
  readonly #options: PreviewOptions;
  readonly #program: Program;
  /** The files of the last version without errors. */
  files: Files = new Map();
  state: PreviewState = { name: '', version: 0, isCurrent: false, problems: [] };
  #outline: readonly OutlineEntry[] = [];

  constructor(options: PreviewOptions, program: Program) {
    this.#options = options;
    this.#program = program;
  }

  async compile(): Promise<void> {
    const { content, name, print } = this.#options;
    const start = performance.now();
    const folder = join(content, name);
    const { source, packages, problems, outline } = await compile(await readByteFiles(folder), {
      folder: displayPath(folder),
      program: this.#program,
      editions: ['web'],
    });
    if (outline.length > 0) this.#outline = outline;
    const files = packages[0]?.files;
    if (files) this.files = files;
    this.state = {
      name,
      version: this.state.version + (files ? 1 : 0),
      isCurrent: source !== null,
      problems: problems.map((problem) => this.#shown(problem)),
    };
    for (const problem of problems) print(describeProblem(problem));
    const time = `${((performance.now() - start) / 1000).toFixed(2)} s`;
    const errors = problems.filter(isError).length;
    print(
      source
        ? `shown    ${name} ${source.byte.version} (${time})`
        : `${errors} ${errors === 1 ? 'problem' : 'problems'} to repair; the last good version is shown (${time})`,
    );
  }

  #shown(problem: ContentProblem): PreviewProblem {
    const inLesson = problem.at.file.endsWith('/en.yaml');
    const section = inLesson
      ? this.#outline.findLast(({ line }) => line <= problem.at.line)?.id
      : undefined;
    return {
      text: describeProblem(problem),
      isError: isError(problem),
      section: section ?? null,
    };
  }
}

/** Calls `compile` after a change, once for changes that come together, and never twice at a time. */
function onChange(folder: string, compile: () => Promise<void>): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    // Editors write a file in several steps.
    timer = setTimeout(() => {
      running = running.then(compile);
    }, 40);
  });
  return {
    close: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

interface Parts {
  readonly lesson: Lesson;
  readonly frame: Files;
  /** Pages that wait for changes. */
  readonly listeners: Set<ServerResponse>;
}

function answer(request: IncomingMessage, response: ServerResponse, parts: Parts): void {
  const { lesson, frame, listeners } = parts;
  // A page elsewhere could otherwise read the preview through a name that points here.
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') {
    send(response, 403, 'text/plain', `Open http://127.0.0.1 instead of ${host}.`);
    return;
  }
  const path = decodeURI((request.url ?? '/').replace(/[?#].*$/, ''));
  if (path === '/changes') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(event(lesson.state));
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
    return;
  }
  const inLesson = path.startsWith('/lesson/');
  const name = (inLesson ? path.slice('/lesson/'.length) : path.slice(1)) || 'index.html';
  const data = (inLesson ? lesson.files : frame).get(name);
  if (data) send(response, 200, typeOf(name), data);
  else send(response, 404, 'text/plain', inLesson ? 'Repair the problems first.' : 'not found');
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  data: Uint8Array | string,
): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(data);
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html'],
  ['js', 'text/javascript'],
  ['css', 'text/css'],
]);

function typeOf(name: string): string {
  return TYPES.get(name.replace(/.*\./, '')) ?? 'text/plain';
}

function event(state: PreviewState): string {
  return `data: ${JSON.stringify(state)}\n\n`;
}

/** The page around the lesson. */
async function loadFrame(): Promise<Files> {
  const at = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const [html, css, script] = await Promise.all([
    readFile(at('frame.html')),
    readFile(at('frame.css')),
    build({ entryPoints: [at('frame.ts')], bundle: true, write: false, format: 'iife' }),
  ]);
  return new Map<string, Uint8Array>([
    ['index.html', html],
    ['frame.css', css],
    ['frame.js', script.outputFiles[0]?.contents ?? new Uint8Array()],
  ]);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      fail(taken ? new Error(`Port ${port} is taken. Choose another: --port 4101`) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      // A cast: the server listens on a port and not on a pipe.
      done((server.address() as AddressInfo).port);
    });
  });
}
