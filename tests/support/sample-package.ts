import { readControlFiles } from '../../scripts/packaging/control-files.js';
import { loadProgram } from '../../scripts/packaging/program.js';
import { buildPackages } from '../../scripts/packaging/zip-package.js';
import { describeFinding, type Finding } from '../../src/package/findings.js';
import { verifyPackage } from '../../src/package/verify.js';
import { zipName, type Edition } from '../../manifest/editions.js';
import { rawEntries, rawZip, type RawEntry } from './raw-zip.js';
import { SAMPLE } from './sample-content.js';
import { unzipBuffer } from './unzip-buffer.js';

/** The files of a package by name. */
export type PackageFiles = ReadonlyMap<string, Buffer>;

const packages = new Map<Edition, PackageFiles>();

/** The files of the sample lesson's package, as the build makes it. */
export async function samplePackage(edition: Edition): Promise<PackageFiles> {
  if (packages.size === 0) {
    for (const built of await buildPackages(SAMPLE, await loadProgram())) {
      packages.set(built.edition, await unzipBuffer(built.data));
    }
  }
  const files = packages.get(edition);
  if (!files) throw new Error(`There is no package of ${edition}.`);
  return files;
}

/** Makes something of a package wrong. */
export type Break = (files: PackageFiles) => readonly RawEntry[];

/** What the checker says of the sample package after `change`, one line per finding. */
export async function findingsAfter(edition: Edition, change: Break): Promise<string> {
  const findings = await verifyEntries(edition, change(await samplePackage(edition)));
  return findings.map(describeFinding).join('\n');
}

/** Zips `entries` and checks the zip. */
export async function verifyEntries(
  edition: Edition,
  entries: readonly RawEntry[],
): Promise<readonly Finding[]> {
  return findingsOf(rawZip(entries), zipName('sample', edition));
}

/** What the checker finds in a zip. */
export async function findingsOf(
  zip: Uint8Array,
  name = 'upload.zip',
): Promise<readonly Finding[]> {
  return (await verifyPackage(zip, { name, controlFiles: readControlFiles })).findings;
}

/** Replaces words of the manifest. */
export function edit(before: string | RegExp, after: string): Break {
  return rewrite((xml) => xml.replace(before, () => after));
}

/** Changes the manifest; a change that changes nothing is a mistake of the test. */
export function rewrite(change: (manifest: string) => string): Break {
  return (files) => rawEntries(rewritten(files, change));
}

/** The files with a changed manifest. */
export function rewritten(files: PackageFiles, change: (manifest: string) => string): PackageFiles {
  const text = files.get('imsmanifest.xml')?.toString() ?? '';
  const changed = change(text);
  if (changed === text) throw new Error('The change leaves the manifest as it is.');
  return new Map([...files, ['imsmanifest.xml', Buffer.from(changed)]]);
}

/** Adds or replaces a file. */
export function withFile(name: string, data: string | Buffer): Break {
  return (files) => rawEntries(new Map([...files, [name, Buffer.from(data)]]));
}

/** Takes files away. */
export function without(...names: readonly string[]): Break {
  return (files) => rawEntries(new Map([...files].filter(([name]) => !names.includes(name))));
}

/** Gives files other names. */
export function renamed(rename: (name: string) => string): Break {
  return (files) => [...files].map(([name, data]) => ({ name: rename(name), data }));
}

/** Adds entries that may be wrong in themselves. */
export function plus(...entries: readonly RawEntry[]): Break {
  return (files) => [...rawEntries(files), ...entries];
}
