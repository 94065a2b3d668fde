import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import type { Figures, LessonCost } from './limits.js';
import { measureStart, type Start } from './measure.js';
import type { Candidate } from './packages.js';
import type { Profile } from './profiles.js';
import type { BenchServer } from './serve.js';
import { spreadOf, type Spread } from './table.js';
import { measureTap } from './tap.js';
import { longestTasks } from './trace-tasks.js';
import { measureHeap, measureWork, walkLesson, type Work } from './walk.js';

/** Where and how often to measure. */
export interface Bench {
  readonly browser: Browser;
  readonly server: BenchServer;
  readonly runs: number;
  readonly say: (line: string) => void;
}

/** What one profile showed. */
export interface ProfileFigures {
  readonly profile: Profile;
  /** In the order of the candidates. */
  readonly starts: readonly Figures[];
  /** When a tap on Start of the first candidate was answered. */
  readonly tap: Spread;
}

/**
 * Starts every candidate `runs` times in turn, so that whatever else the machine
 * does meets all of them alike. The first candidate is ours.
 */
export async function benchStarts(
  { browser, server, runs, say }: Bench,
  profile: Profile,
  candidates: readonly Candidate[],
): Promise<ProfileFigures> {
  const starts = candidates.map((): Start[] => []);
  const taps: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`${profile.name}: run ${String(run)} of ${String(runs)}`);
    for (const [index, { target }] of candidates.entries()) {
      starts[index]?.push(await measureStart(browser, server, profile, target));
      if (index === 0) taps.push(await measureTap(browser, server, profile, target));
    }
  }
  return { profile, starts: starts.map(figuresOf), tap: spreadOf(taps) };
}

function figuresOf(starts: readonly Start[]): Figures {
  const names = Object.keys(starts[0] ?? {}) as (keyof Start)[];
  // Every name of a start is there, because the names come from one.
  return Object.fromEntries(
    names.map((name) => [name, spreadOf(starts.map((start) => start[name]))]),
  ) as Figures;
}

/** Takes the whole lesson of `ours`, `runs` times on a slow processor, and compares what it then holds with `reference`. */
export async function benchLesson(
  { browser, server, runs, say }: Bench,
  ours: Candidate,
  reference: Candidate,
): Promise<LessonCost> {
  server.serverMs = 0;
  say('the whole lesson, as a learner');
  const walk = await walkLesson(browser, server, ours.target);
  const works: Work[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`the whole lesson, on a processor six times slower: run ${String(run)} of ${String(runs)}`);
    works.push(await measureWork(browser, server, ours.target));
  }
  return {
    ...walk,
    longest: longestTasks(works.map(({ actions }) => actions)),
    heap: spreadOf(works.map(({ heap }) => heap)).median,
    scriptBytes: scriptBytes(ours.files.get('index.html')?.toString('utf8') ?? ''),
    referenceHeap: await measureHeap(browser, server, reference.target),
  };
}

/** The page's scripts, compressed by themselves; its data is not one. */
export function scriptBytes(page: string): number {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? '');
  return gzipSync(scripts.join('\n')).length;
}
