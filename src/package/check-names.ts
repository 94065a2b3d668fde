import { finding, type Finding } from './finding.js';
import type { ZipEntry } from './zip-file.js';

/** Checks the names of all entries: what unpacking would do, and what servers make of them. */
export function checkNames(entries: readonly ZipEntry[]): readonly Finding[] {
  return [...entries.flatMap(({ name }) => nameFindings(name)), ...clashes(entries)];
}

function nameFindings(name: string): readonly Finding[] {
  const unsafe = unsafeReason(name);
  if (unsafe !== null) return [finding('name-unsafe', name, unsafe)];
  if (name.includes('\\')) {
    return [finding('name-backslash', name, 'the name has a backslash')];
  }
  if (isJunk(name))
    return [finding('junk-file', name, 'an operating system left this file behind')];
  const findings: Finding[] = [];
  if (!/^[\x20-\x7e]*$/.test(name)) {
    findings.push(finding('name-not-ascii', name, 'the name has letters beyond ASCII'));
  } else if (/[^A-Za-z0-9._/-]/.test(name)) {
    findings.push(finding('name-odd', name, 'the name has blanks or special characters'));
  }
  if (/\.mjs$/i.test(name)) {
    findings.push(finding('type-unserved', name, 'the ending .mjs is not known to all servers'));
  }
  return findings;
}

/** Why unpacking `name` would be dangerous; `null` when it is not. */
export function unsafeReason(name: string): string | null {
  if (name === '') return 'an entry has no name';
  if (/[\0-\x1f\x7f]/.test(name)) return 'the name has control characters';
  if (/^([/\\]|[A-Za-z]:)/.test(name)) return 'the name starts at the root of a disk';
  if (name.split(/[/\\]/).includes('..')) return 'the name climbs out of its folder with ".."';
  return null;
}

/** Whether an operating system or a version control system left the file behind. */
export function isJunk(name: string): boolean {
  return /(^|\/)(__MACOSX(\/|$)|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$|\.git(\/|$))/i.test(name);
}

function clashes(entries: readonly ZipEntry[]): readonly Finding[] {
  const files = entries.filter(({ isFolder }) => !isFolder);
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
