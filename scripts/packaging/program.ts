import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { EDITIONS, SCORM_EDITIONS, type Edition } from '../../manifest/editions.js';
import type { Program } from '../../src/compiler/compile.js';
import type { IconNodes } from '../../src/compiler/render-page.js';
import { readControlFiles } from './control-files.js';

/** Browsers of the winter of 2023: schools update late. */
const TARGET = ['chrome120', 'edge120', 'firefox121', 'safari17.2'];

const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  write: false,
  sourcemap: false,
  target: TARGET,
  // notice.txt has the licenses once, in full.
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
};

const SCRIPT: BuildOptions = {
  format: 'iife',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Bundles the scripts and styles, and reads what packages take from other npm packages. */
export async function loadProgram(): Promise<Program> {
  const [styles, script, early, selfTest, icons, schemaFiles] = await Promise.all([
    bundle('src/ui/styles/main.css', {}),
    bundle('src/main.ts', SCRIPT),
    bundle('src/early.ts', SCRIPT),
    bundle('src/selftest.ts', SCRIPT),
    readIcons(),
    Promise.all(
      SCORM_EDITIONS.map(async (edition) => [edition, await readControlFiles(edition)] as const),
    ),
  ]);
  return {
    scripts: perEdition((edition) => forEdition(script.text, edition)),
    earlyScripts: perEdition((edition) =>
      edition === 'web' ? '' : forEdition(early.text, edition),
    ),
    selfTests: perEdition((edition) =>
      edition === 'web' ? '' : forEdition(selfTest.text, edition),
    ),
    styles: styles.text,
    icons,
    // A cast: the entries have every edition that has a manifest.
    schemaFiles: Object.fromEntries(schemaFiles) as unknown as Program['schemaFiles'],
  };
}

/** Changes with everything but the content that can change a package: our sources and the packages we use. */
export async function programFingerprint(): Promise<string> {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const hash = createHash('sha256');
  for (const folder of ['src', 'manifest', 'scripts/packaging']) {
    const entries = await readdir(join(project, folder), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) {
      hash.update(relative(project, path)).update(await readFile(path));
    }
  }
  hash.update(await readFile(join(project, 'package-lock.json')).catch(() => ''));
  return hash.update(process.version).digest('hex');
}

/** The shapes of the icons that pages can use. */
export async function readIcons(): Promise<IconNodes> {
  const path = createRequire(import.meta.url).resolve('lucide-static/icon-nodes.json');
  // A cast: the page throws where an icon that it needs is missing.
  return JSON.parse(await readFile(path, 'utf8')) as IconNodes;
}

/** The npm packages whose code is in the scripts that learners load. */
export async function shippedPackages(): Promise<readonly string[]> {
  const bundles = await Promise.all(
    ['src/main.ts', 'src/early.ts'].map((path) => bundle(path, SCRIPT)),
  );
  const names = bundles.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([path, bytes]) => {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1];
      return found !== undefined && bytes > 0 ? [found] : [];
    }),
  );
  return [...new Set(names)].sort();
}

/** The bytes that each source file adds to the lesson's script, by its path. */
export async function moduleBytes(): Promise<Readonly<Record<string, number>>> {
  return (await bundle('src/main.ts', SCRIPT)).modules;
}

function perEdition(script: (edition: Edition) => string): Readonly<Record<Edition, string>> {
  const entries = EDITIONS.map((edition) => [edition, script(edition)]);
  return Object.fromEntries(entries) as Record<Edition, string>;
}

/**
 * Puts a script into a block with the name that it reads its edition from. One
 * bundle serves all editions this way, and the block keeps the name out of the page.
 */
function forEdition(script: string, edition: Edition): string {
  return `"use strict";{const PACKAGED_EDITION=${JSON.stringify(edition)};${script}}`;
}

interface Bundled {
  readonly text: string;
  /** Bytes by the path of the source file. */
  readonly modules: Readonly<Record<string, number>>;
}

/** A mistake in the sources is an error with all of esbuild's messages. */
async function bundle(path: string, options: BuildOptions): Promise<Bundled> {
  const entry = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const { outputFiles, metafile } = await build({
    ...COMMON,
    ...options,
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    metafile: true,
    write: false,
    entryPoints: [entry],
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    text: outputFiles[0]?.text.trim() ?? '',
    modules: Object.fromEntries(inputs.map(([name, { bytesInOutput }]) => [name, bytesInOutput])),
  };
}
