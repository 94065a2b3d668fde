import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { EDITIONS, type Edition } from '../../manifest/editions.js';

/** The program and the looks of a page, the same for every Byte. */
export interface Bundle {
  /** One classic script per edition. */
  readonly scripts: Readonly<Record<Edition, string>>;
  readonly styles: string;
}

/** Browsers as they were in the winter of 2023: schools update late. */
const TARGET = ['chrome120', 'edge120', 'firefox121', 'safari17.2'];

const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  write: false,
  sourcemap: false,
  target: TARGET,
  // NOTICE.txt carries the licences once, in full.
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
};

/** Bundles everything; a mistake in the sources is an error with all of esbuild's messages. */
export async function bundle(): Promise<Bundle> {
  const [styles, script] = await Promise.all([
    bundleFile('src/ui/styles/main.css', {}),
    bundleFile('src/main.ts', {
      format: 'iife',
      define: { 'process.env.NODE_ENV': '"production"' },
    }),
  ]);
  const scripts = EDITIONS.map((edition) => [edition, forEdition(script, edition)]);
  return { scripts: Object.fromEntries(scripts) as Record<Edition, string>, styles };
}

/**
 * Tells the program its edition by the name that it reads. One bundle serves
 * all editions this way, and the block keeps the name from the page.
 */
function forEdition(script: string, edition: Edition): string {
  return `"use strict";{const PACKAGED_EDITION=${JSON.stringify(edition)};${script}}`;
}

async function bundleFile(path: string, options: BuildOptions): Promise<string> {
  const entry = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const { outputFiles } = await build({ ...COMMON, ...options, entryPoints: [entry] });
  return outputFiles?.[0]?.text.trim() ?? '';
}
