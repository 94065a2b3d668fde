import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Result } from '../../core/result.js';
import type { ListedLearner } from '../store/attempt-record.js';
import type { Choices, NumberedRow, UnknownTable } from './open-report.js';

/** What the process that reads is told. */
export type ToReader =
  | { readonly type: 'read'; readonly path: string; readonly choices: Choices }
  | { readonly type: 'list'; readonly path: string }
  | { readonly type: 'more' };

/** What it says: a list, or one of the next three, then rows, then the end. */
export type FromReader =
  | { readonly type: 'list'; readonly learners: readonly ListedLearner[] }
  | { readonly type: 'refused'; readonly problem: string }
  | { readonly type: 'unknown table'; readonly table: UnknownTable }
  | {
      readonly type: 'opened';
      readonly format: string;
      readonly title: string | null;
      readonly unknownColumns: readonly string[];
      readonly chosenColumns: string | null;
    }
  | { readonly type: 'rows'; readonly rows: readonly NumberedRow[] }
  | { readonly type: 'done'; readonly notices: readonly string[] };

/** What reading one file may take. */
export interface ReadLimits {
  /** Of the process's heap, in megabytes. */
  readonly memory: number;
  /** Without any row read, in milliseconds. */
  readonly silence: number;
}

const LIMITS: ReadLimits = { memory: 768, silence: 120_000 };

/**
 * Reads a report in a process of its own, so that a large or a hostile file neither blocks other
 * pages nor takes their memory. When the caller stops, the process ends.
 */
export function readReport(
  path: string,
  choices: Choices,
  limits: ReadLimits = LIMITS,
): AsyncGenerator<FromReader> {
  return answersTo({ type: 'read', path, choices }, limits);
}

/** Reads a class list in a process of its own, or says in one sentence why it cannot be read. */
export async function readListOf(path: string): Promise<Result<readonly ListedLearner[], string>> {
  for await (const message of answersTo({ type: 'list', path }, LIMITS)) {
    if (message.type === 'list') return { ok: true, value: message.learners };
    if (message.type === 'refused') return { ok: false, problems: [message.problem] };
  }
  return { ok: false, problems: ['The file cannot be read.'] };
}

async function* answersTo(request: ToReader, limits: ReadLimits): AsyncGenerator<FromReader> {
  const child = fork(await readerProgram(), {
    execArgv: [`--max-old-space-size=${limits.memory}`],
    serialization: 'advanced',
    // What a failing process prints is of use to no one here; its end is told by its exit.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    const messages = messagesOf(child, limits);
    tell(child, request);
    for await (const message of messages) {
      yield message;
      if (message.type === 'rows') tell(child, { type: 'more' });
      if (message.type !== 'rows' && message.type !== 'opened') return;
    }
  } finally {
    child.kill('SIGKILL');
  }
}

function tell(child: ChildProcess, message: ToReader): void {
  // Whoever has ended does not need it.
  if (child.connected) child.send(message, () => undefined);
}

async function* messagesOf(
  child: ChildProcess,
  { memory, silence }: ReadLimits,
): AsyncGenerator<FromReader> {
  const waiting: FromReader[] = [];
  let wake = (): void => undefined;
  let end = '';
  const stop = (reason: string): void => {
    end ||= reason;
    wake();
  };
  // Only `reader-process.ts` talks on this channel.
  child.on('message', (message) => {
    waiting.push(message as FromReader);
    wake();
  });
  child.on('error', (error) => stop(`The file cannot be read: ${error.message}.`));
  child.on('exit', () =>
    stop(
      `Reading this file takes more than ${memory} MB of memory, so it was stopped. Export it in parts, or as CSV.`,
    ),
  );
  for (;;) {
    const next = waiting.shift();
    if (next) {
      yield next;
      continue;
    }
    if (end !== '') {
      yield { type: 'refused', problem: end };
      return;
    }
    const timer = setTimeout(
      () =>
        stop(
          `Nothing could be read from this file for ${silence / 1000} seconds, so it was stopped.`,
        ),
      silence,
    );
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    clearTimeout(timer);
  }
}

let program: Promise<string> | null = null;

/** The process's program as one file, made when a report is first read. */
function readerProgram(): Promise<string> {
  program ??= bundleReader().catch((error: unknown) => {
    program = null;
    throw error;
  });
  return program;
}

async function bundleReader(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'career-byte-reader-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'reader.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./reader-process.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outfile;
}
