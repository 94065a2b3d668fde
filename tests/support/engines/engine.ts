import type { ChildProcess } from 'node:child_process';

/** A browser engine on this machine, other than the one that every other test uses. */
export interface Engine {
  readonly name: 'firefox' | 'webkit';
  /** What starts, and where it is. */
  readonly program: string;
  start(): Promise<EngineTab>;
}

/** One tab that shows an LMS page with the lesson in its only frame. */
export interface EngineTab {
  /** Loads the page and turns to its frame. */
  open(url: string): Promise<void>;
  /** What `expression` is worth in the lesson's frame; it may be a promise, and its worth is JSON. */
  read<Value>(expression: string): Promise<Value>;
  /** A real press of the pointer in the middle of the element. */
  click(selector: string): Promise<void>;
  /** A real press of a key, such as `\uE004` for Tab. */
  press(key: string): Promise<void>;
  close(): Promise<void>;
}

/** WebDriver's names of the keys that the journey needs. */
export const KEYS = { tab: '\uE004', enter: '\uE006' } as const;

const PATIENCE_MS = 20_000;

/** Asks again until there is an answer; says what was waited for when none comes. */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined | false>,
): Promise<Value> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Ends a program that a test started, and waits until it has ended. */
export async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = new Promise((done) => program.once('exit', done));
  program.kill();
  await ended;
}
