import { finding, type Finding } from './findings.js';
import { LIMITS, type ZipEntry } from './zip.js';

/** Checks the names of all entries: what unpacking would do, and what servers make of them. */
export function checkNames(entries: readonly ZipEntry[]): readonly Finding[] {
  return [
    ...entries.flatMap(({ name, isFolder }) => nameFindings(name, isFolder)),
    ...clashes(entries),
    ...tooManyFolders(entries),
  ];
}

function nameFindings(name: string, isFolder: boolean): readonly Finding[] {
  const unsafe = unsafeReason(name);
  if (unsafe !== null) return [finding('name-unsafe', name, unsafe)];
  const folders = name.split('/').length - 1;
  if (name.length > LIMITS.name || folders > LIMITS.depth) {
    const what = `the name has ${name.length} characters in ${folders} folders`;
    return [finding('name-long', name, what)];
  }
  if (name.includes('\\')) {
    return [finding('name-backslash', name, 'the name has a backslash')];
  }
  const windows = windowsReason(name);
  if (windows !== null) return [finding('name-windows', name, windows)];
  if (isFolder) return [];
  if (isJunk(name)) {
    return [finding('junk-file', name, 'an operating system left this file behind')];
  }
  const findings: Finding[] = [];
  if (!/^[\x20-\x7e]*$/.test(name)) {
    findings.push(finding('name-not-ascii', name, 'the name has letters beyond ASCII'));
  } else if (/[^A-Za-z0-9._/-]/.test(name)) {
    findings.push(finding('name-odd', name, 'the name has spaces or special characters'));
  }
  if (/\.mjs$/i.test(name)) {
    findings.push(finding('type-unserved', name, 'not every server knows the extension .mjs'));
  }
  return findings;
}

/** Why unpacking `name` would be dangerous; `null` when it is not. */
export function unsafeReason(name: string): string | null {
  if (name === '') return 'an entry has no name';
  if (/[\0-\x1f\x7f]/.test(name)) return 'the name has control characters';
  if (/^([/\\]|[A-Za-z]:)/.test(name)) return 'the name starts at the root of a disk';
  const parts = name.replace(/[/\\]$/, '').split(/[/\\]/);
  if (parts.includes('..')) return 'the name climbs out of its folder with ".."';
  if (parts.some((part) => part === '' || part === '.')) return 'a part of the name is empty';
  return null;
}

/** Names that mean devices, hidden streams or nothing at all on Windows. */
function windowsReason(name: string): string | null {
  for (const part of name.replace(/\/$/, '').split('/')) {
    if (/[<>:"|?*]/.test(part)) return 'the name has one of the characters <>:"|?*';
    if (/[. ]$/.test(part)) return 'a part of the name ends with a period or a space';
    if (/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i.test(part)) {
      return `"${part}" is the name of a device`;
    }
  }
  return null;
}

/** Whether an operating system or a version control system left the file behind. */
export function isJunk(name: string): boolean {
  return /(^|\/)(__MACOSX(\/|$)|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$|\.git(\/|$))/i.test(name);
}

function clashes(entries: readonly ZipEntry[]): readonly Finding[] {
  const files = entries.filter(({ isFolder }) => !isFolder);
  const folders = new Set(entries.flatMap(({ name }) => foldersOf(name)));
  const exact = new Set<string>();
  const folded = new Map<string, string>();
  const bases = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { name } of files) {
    const other = folded.get(name.toLowerCase());
    const base = name.slice(name.lastIndexOf('/') + 1);
    const namesake = bases.get(base);
    if (exact.has(name)) {
      findings.push(finding('name-twice', name, 'the zip holds this name twice'));
    } else if (folders.has(name)) {
      findings.push(finding('name-twice', name, 'the name is also that of a folder'));
    } else if (other !== undefined) {
      const what = `the name differs from ${other} in letter case only`;
      findings.push(finding('name-case', name, what));
    } else if (namesake !== undefined && !isJunk(name)) {
      const what = `the base name is also that of ${namesake}`;
      findings.push(finding('base-name-twice', name, what));
    }
    exact.add(name);
    folded.set(name.toLowerCase(), name);
    bases.set(base, name);
  }
  return findings;
}

/** A few deep names can make many thousand folders. */
function tooManyFolders(entries: readonly ZipEntry[]): readonly Finding[] {
  const folders = new Set<string>();
  for (const { name } of entries) {
    if (name.length > LIMITS.name) continue;
    for (const folder of foldersOf(name)) folders.add(folder);
    if (folders.size > LIMITS.folders) {
      const what = `the names need more than ${LIMITS.folders} folders`;
      return [finding('zip-too-many', name, what)];
    }
  }
  return [];
}

/** Every folder that a name implies, without a slash at the end. */
function foldersOf(name: string): readonly string[] {
  const folders: string[] = [];
  if (name.length > LIMITS.name) return folders;
  for (let end = name.indexOf('/'); end !== -1; end = name.indexOf('/', end + 1)) {
    folders.push(name.slice(0, end));
  }
  return folders;
}
