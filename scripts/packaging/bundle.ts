import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { minifySync } from 'rolldown/utils';
import { EDITIONS, type Edition } from '../../manifest/editions.js';

/** The program and the looks of a page, the same for every Byte. */
export interface Bundle {
  /** One classic script per edition. */
  readonly scripts: Readonly<Record<Edition, string>>;
  /** What runs before the rest of the page has come; empty where there is no LMS. */
  readonly earlyScripts: Readonly<Record<Edition, string>>;
  /** What tries the LMS when an administrator asks for it; empty where there is no LMS. */
  readonly selfTests: Readonly<Record<Edition, string>>;
  readonly styles: string;
  /** The npm packages that have code in the scripts. */
  readonly packages: readonly string[];
}

/** Browsers as they were in the winter of 2023: schools update late. */
const TARGET = ['chrome120', 'edge120', 'firefox121', 'safari17.2'];

const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  write: false,
  sourcemap: false,
  target: TARGET,
  // notice.txt carries the licences once, in full.
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
};

/** Leaves out how templates are indented, which nobody sees and every learner would load. */
const FLAT_TEMPLATES: Plugin = {
  name: 'flat-templates',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]src[\\/]ui[\\/].*\.ts$/ }, async ({ path }) => ({
      // In source text only a template literal can hold a line break.
      contents: (await readFile(path, 'utf8')).replace(/\n\s+/g, '\n'),
      loader: 'ts',
    }));
  },
};

const SCRIPT: BuildOptions = {
  plugins: [FLAT_TEMPLATES],
  format: 'iife',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Bundles everything; a mistake in the sources is an error with all of esbuild's messages. */
export async function bundle(): Promise<Bundle> {
  const [styles, script, early, selfTest] = await Promise.all([
    bundleFile('src/ui/styles/main.css', {}),
    bundleFile('src/main.ts', SCRIPT),
    bundleFile('src/early.ts', SCRIPT),
    bundleFile('src/selftest.ts', SCRIPT),
  ]);
  const [lesson = '', before = '', trial = ''] = [script, early, selfTest].map(({ text }) =>
    shorter(text),
  );
  return {
    scripts: perEdition((edition) => forEdition(lesson, edition)),
    earlyScripts: perEdition((edition) => (edition === 'web' ? '' : forEdition(before, edition))),
    selfTests: perEdition((edition) => (edition === 'web' ? '' : forEdition(trial, edition))),
    styles: styles.text,
    packages: [...new Set([...script.packages, ...early.packages])].sort(),
  };
}

function perEdition(script: (edition: Edition) => string): Readonly<Record<Edition, string>> {
  const entries = EDITIONS.map((edition) => [edition, script(edition)]);
  return Object.fromEntries(entries) as Record<Edition, string>;
}

/**
 * Tells the program its edition by the name that it reads. One bundle serves
 * all editions this way, and the block keeps the name from the page.
 */
function forEdition(script: string, edition: Edition): string {
  return `"use strict";{const PACKAGED_EDITION=${JSON.stringify(edition)};${script}}`;
}

/** Names things once more, in a way that compresses better than esbuild's: a fiftieth less to load. */
function shorter(script: string): string {
  const { code, errors } = minifySync('script.js', script, {
    module: false,
    compress: { target: TARGET },
    codegen: { removeWhitespace: true, legalComments: 'none' },
  });
  const [error] = errors;
  if (error) throw new Error(error.message);
  return code;
}

interface BundledFile {
  readonly text: string;
  readonly packages: readonly string[];
}

/** What each source file adds to the lesson's script, in bytes, by its path. */
export async function moduleBytes(): Promise<Readonly<Record<string, number>>> {
  const entryPoints = [fileURLToPath(new URL('../../src/main.ts', import.meta.url))];
  const { metafile } = await build({ ...COMMON, ...SCRIPT, entryPoints, metafile: true });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return Object.fromEntries(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput]));
}

async function bundleFile(path: string, options: BuildOptions): Promise<BundledFile> {
  const entry = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const result = await build({ ...COMMON, ...options, metafile: true, entryPoints: [entry] });
  const inputs = Object.values(result.metafile.outputs).flatMap((one) =>
    Object.entries(one.inputs),
  );
  const packages = inputs.flatMap(([name, { bytesInOutput }]) => {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(name)?.[1];
    return found !== undefined && bytesInOutput > 0 ? [found] : [];
  });
  return {
    text: result.outputFiles?.[0]?.text.trim() ?? '',
    packages,
  };
}
