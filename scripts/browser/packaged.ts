import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import type { Result } from '../../src/core/result.js';
import { runCommand } from '../run-command.js';

const PACKAGE = '@sparticuz/chromium';

/**
 * Unpacks the Chromium of the npm package once, into `.cache/browser/<version>`.
 * The package itself would reuse whatever it finds in the temporary folder, of
 * any version and even incomplete. So it unpacks into a folder of its own,
 * which gets its final name only when it is complete.
 */
export async function packagedBrowser(): Promise<Result<string, string>> {
  const version = await packageVersion();
  if (version === null) {
    return { ok: false, problems: [`${PACKAGE} is not installed here; "npm ci" installs it.`] };
  }
  const place = resolve('.cache/browser', version);
  const program = join(place, 'start');
  if (!existsSync(program)) {
    const half = `${place}.${process.pid}`;
    const code = await unpack(half);
    if (code !== 0)
      return { ok: false, problems: [`${PACKAGE} does not unpack (exit code ${code}).`] };
    await writeStarter(half, place);
    await takePlace(half, place);
  }
  return { ok: true, value: program };
}

async function packageVersion(): Promise<string | null> {
  try {
    const main = createRequire(import.meta.url).resolve(PACKAGE);
    const manifest: unknown = JSON.parse(
      await readFile(join(dirname(main), '../../package.json'), 'utf8'),
    );
    const { version } = manifest as { version?: unknown };
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

async function unpack(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const program = `const { default: chromium } = await import('${PACKAGE}');
    await chromium.executablePath();`;
  return runCommand(process.execPath, ['--input-type=module', '--eval', program], {
    // With this variable the package also unpacks the libraries (NSS, NSPR, expat) that a bare system lacks.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    timeout: 120_000,
  });
}

/** Writes a script that starts the browser with its own libraries, and with its own fonts if the system has none. */
async function writeStarter(folder: string, place: string): Promise<void> {
  const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${place}/fonts/fonts</dir><cachedir>${place}/fonts-cache</cachedir></fontconfig>
`;
  const script = `#!/bin/sh
here='${place.replaceAll("'", String.raw`'\''`)}'
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/own-fonts.conf"
exec "$here/chromium" "$@"
`;
  await writeFile(join(folder, 'own-fonts.conf'), fonts);
  await writeFile(join(folder, 'start'), script);
  await chmod(join(folder, 'start'), 0o755);
}

/** Another run may have been faster; its copy is as good. */
async function takePlace(half: string, place: string): Promise<void> {
  try {
    await rename(half, place);
  } catch (error) {
    if (!existsSync(join(place, 'start'))) throw error;
    await rm(half, { recursive: true, force: true });
  }
}
