import type { Result } from '../../src/core/result.js';
import type { Candidate } from './candidates.js';

/** How a candidate becomes a program on disk, and how it is proved to run. */
export interface Attempts {
  /** The program's path, fetched where need be, or why there is none. */
  readonly provide: (candidate: Candidate) => Promise<Result<string, string>>;
  /** What the program calls itself once it has drawn a page, or why it has not. */
  readonly launch: (path: string) => Promise<Result<string, string>>;
  /** Tells the person who waits. */
  readonly say: (line: string) => void;
}

export interface FoundBrowser {
  readonly path: string;
  /** Such as `156.0.8078.79`. */
  readonly version: string;
}

export const NO_BROWSER =
  'No browser starts on this computer. Install Chrome, Chromium or Edge (on Debian or Ubuntu: ' +
  '"sudo apt-get install chromium"), or set CHROMIUM to the path of one, and run "npm test" again.';

/** The first of `candidates` that really starts; `null` when none does. */
export async function findBrowser(
  candidates: readonly Candidate[],
  { provide, launch, say }: Attempts,
): Promise<FoundBrowser | null> {
  for (const candidate of candidates) {
    const provided = await provide(candidate);
    const launched = provided.ok ? await launch(provided.value) : provided;
    if (provided.ok && launched.ok) {
      say(`Browser: ${nameOf(candidate)}, version ${launched.value} (${provided.value}).`);
      return { path: provided.value, version: launched.value };
    }
    say(`Browser: ${nameOf(candidate)} cannot be used: ${reasonOf(launched)}`);
  }
  return null;
}

function nameOf(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'named':
      return `the one that CHROMIUM names, ${candidate.path}`;
    case 'system':
      return candidate.path;
    case 'packaged':
      return 'the Chromium in the npm package @sparticuz/chromium';
    case 'playwright':
      return "Playwright's own Chromium";
    case 'apt':
      return 'the Chromium that apt-get installs';
  }
}

function reasonOf(result: Result<string, string>): string {
  return result.ok ? '' : result.problems.join(' ');
}
