import { checkGrading, checkStructure } from './check-manifest.js';
import { checkNames } from './check-names.js';
import { checkResources } from './check-resources.js';
import { bySeverity, finding, type Finding } from './findings.js';
import { editionOf, FileNames, launchableManifest, type PackageManifest } from './manifest.js';
import { MANIFEST, parseManifest, type ManifestElement } from './manifest-xml.js';
import {
  checkSchema,
  checkSchemaFiles,
  checkXmlNamespace,
  type ControlFiles,
  type ReadFile,
} from './schemas.js';
import {
  firstBytes,
  LIMITS,
  openZip,
  reasonOf,
  type ByteSource,
  type WriteBytes,
  type ZipEntry,
} from './zip.js';

export interface PackageReport {
  /** What a player launches; `null` when nothing can be launched, and the findings say why. */
  readonly manifest: PackageManifest | null;
  /** The most serious first. */
  readonly findings: readonly Finding[];
  /** The findings for which a player must not take the package; empty where it may. */
  readonly refusals: readonly Finding[];
}

export interface VerifyOptions {
  /** What the zip is called; one that ends in `-web.zip` is a plain web page without a manifest. */
  readonly name: string;
  /** The schemas to hold the manifest to. */
  readonly controlFiles: ControlFiles;
  /**
   * Takes each file while it is unpacked for the check, so that a caller who
   * wants to keep it need not unpack it again. Called only while no name and no
   * entry of the zip has been found dangerous.
   */
  readonly save?: (name: string) => Promise<FileSink>;
}

/** Takes the bytes of one file. */
export interface FileSink {
  readonly write: WriteBytes;
  close(): Promise<void>;
}

/** Checks a package as LMSs and strict checkers do, and reads what a player needs of it. */
export async function verifyPackage(
  source: ByteSource | Uint8Array,
  options: VerifyOptions,
): Promise<PackageReport> {
  const { name: place } = options;
  const { entries, findings: aboutZip } = await openZip(source, place);
  if (entries.length === 0) return { manifest: null, findings: aboutZip, refusals: aboutZip };
  const aboutNames = checkNames(entries);
  const refused = entries.flatMap((entry) => entry.refused ?? []);
  const isSafe = [...aboutNames, ...refused].every((one) => !isError(one));
  const damaged = await unpackAll(entries, isSafe ? options.save : undefined);
  const before = [...aboutZip, ...refused, ...damaged, ...aboutNames];
  if (place.endsWith('-web.zip')) {
    const findings = [...before, ...checkWebPage(entries, place)];
    return { manifest: null, findings: bySeverity(findings), refusals: before.filter(isError) };
  }
  const { manifest, findings } = await checkContents(entries, options);
  const refusals = [...before, ...(manifest ? [] : findings)].filter(isError);
  return { manifest, findings: bySeverity([...before, ...findings]), refusals };
}

const isError = ({ severity }: Finding): boolean => severity === 'error';

/** Unpacks every file to the end, so that damage shows. */
async function unpackAll(
  entries: readonly ZipEntry[],
  save: VerifyOptions['save'],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const entry of entries) {
    if (entry.refused || entry.isFolder) continue;
    const sink = await save?.(entry.name);
    try {
      await entry.unpack(sink?.write ?? (() => undefined));
    } catch (error) {
      const what = `the file is damaged: ${reasonOf(error)}`;
      findings.push(finding('entry-damaged', entry.name, what));
    } finally {
      await sink?.close();
    }
  }
  return findings;
}

function checkWebPage(entries: readonly ZipEntry[], place: string): readonly Finding[] {
  const page = entries.find(({ name }) => name === 'index.html');
  if (!page) return [finding('href-not-found', place, '"index.html" is not in the zip')];
  return page.size > 0 ? [] : [finding('page-empty', 'index.html', 'the page is empty')];
}

async function checkContents(
  entries: readonly ZipEntry[],
  { name: place, controlFiles }: VerifyOptions,
): Promise<Omit<PackageReport, 'refusals'>> {
  const found = findManifest(entries, place);
  if (!found.entry) return { manifest: null, findings: found.findings };
  const bytes = await readEntry(found.entry);
  // What is wrong with an unreadable file has been said when everything was unpacked.
  if (!bytes) return { manifest: null, findings: [] };
  const { root, text, findings } = parseManifest(bytes);
  if (!root) return { manifest: null, findings };
  const names = new FileNames(entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name));
  const { edition, certain, findings: aboutEdition } = editionOf(root);
  if (!edition) return { manifest: null, findings: [...findings, ...aboutEdition] };
  const all = [
    ...findings,
    ...aboutEdition,
    ...checkStructure(root),
    ...checkResources(root, edition, { names, entries }),
    ...checkGrading(root, edition),
  ];
  const read = readerOf(entries);
  const own = entries.map(({ name }) => name);
  all.push(...(await checkXmlNamespace(own, read)));
  if (certain) {
    all.push(
      ...(await checkSchemaFiles(root, edition, read)),
      ...(await checkSchema(text, edition, controlFiles)),
    );
  }
  const manifest = launchableManifest(root, names);
  if (!manifest) {
    all.push(finding('nothing-to-launch', MANIFEST, 'no item opens a page of the package'));
  }
  return { manifest, findings: all };
}

function findManifest(
  entries: readonly ZipEntry[],
  place: string,
): { readonly entry: ZipEntry | null; readonly findings: readonly Finding[] } {
  const absent = (found: Finding): ReturnType<typeof findManifest> => ({
    entry: null,
    findings: [found],
  });
  const entry = entries.find(({ name, isFolder }) => name === MANIFEST && !isFolder);
  if (entry && entry.size <= LIMITS.read) return { entry, findings: [] };
  if (entry) {
    const what = `the manifest has ${entry.size} bytes`;
    return absent(finding('manifest-too-big', MANIFEST, what));
  }
  if (entries.some(({ name }) => name === MANIFEST || name.startsWith(`${MANIFEST}/`))) {
    return absent(finding('manifest-missing', place, 'imsmanifest.xml is a folder'));
  }
  const similar = entries.find(({ name }) => name.toLowerCase() === MANIFEST);
  if (similar) {
    return absent(finding('manifest-case', similar.name, 'the name has capital letters'));
  }
  const nested = entries.find(({ name }) => name.toLowerCase().endsWith(`/${MANIFEST}`));
  if (nested) {
    const folder = nested.name.slice(0, nested.name.lastIndexOf('/'));
    const what = `the manifest is in the folder "${folder}"`;
    return absent(finding('manifest-nested', nested.name, what));
  }
  return absent(finding('manifest-missing', place, 'the zip has no imsmanifest.xml'));
}

/** The bytes of a file that may be read; `undefined` when it cannot be. */
async function readEntry(entry: ZipEntry): Promise<Uint8Array | undefined> {
  if (entry.refused || entry.size > LIMITS.read) return undefined;
  return firstBytes(entry, LIMITS.read).catch(() => undefined);
}

function readerOf(entries: readonly ZipEntry[]): ReadFile {
  const files = new Map(
    entries.filter(({ isFolder }) => !isFolder).map((entry) => [entry.name, entry] as const),
  );
  return async (name) => {
    const entry = files.get(name);
    return entry && readEntry(entry);
  };
}

/** Reads the manifest of a package that has been unpacked. `files` are the names in it. */
export function readManifest(bytes: Uint8Array, files: Iterable<string>): PackageManifest | null {
  const { root } = parseManifest(bytes);
  return root && isManifest(root) ? launchableManifest(root, new FileNames(files)) : null;
}

function isManifest({ name }: ManifestElement): boolean {
  return name === 'manifest';
}
