import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The scripts that pages load, by their file names. */
export type BrowserScripts = Readonly<Record<'player.js' | 'launch.js', string>>;

/** Bundles the few scripts of the pages from their sources. */
export async function bundleBrowserScripts(): Promise<BrowserScripts> {
  const [player, launch] = await Promise.all(
    ['../player/player.ts', '../player/launch.ts'].map((source) => bundle(source)),
  );
  return { 'player.js': player ?? '', 'launch.js': launch ?? '' };
}

async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(source, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
