import type { ScormEdition } from '../../manifest/editions.js';
import { isJunk, unsafeReason } from './check-names.js';
import { finding, type Finding, type Rule } from './findings.js';
import { isSco, resourcesOf, type FileNames, type Reference, type Resource } from './manifest.js';
import { at, attribute, descendants, MANIFEST, type ManifestElement } from './manifest-xml.js';
import type { ZipEntry } from './zip.js';

/** Checks resources and their files against what is in the zip. */
export function checkResources(
  root: ManifestElement,
  edition: ScormEdition,
  { names, entries }: { readonly names: FileNames; readonly entries: readonly ZipEntry[] },
): readonly Finding[] {
  const empty = new Set(entries.filter(({ size }) => size === 0).map(({ name }) => name));
  const resources = resourcesOf(root);
  return [
    ...resources.flatMap((resource) => [
      ...checkType(resource.element, edition),
      ...checkFiles(resource, names, empty),
    ]),
    ...checkScos(resources, root),
    ...checkMetadataFiles(root, names),
    ...checkUnlisted(resources, root, entries),
  ];
}

function checkFiles(
  { element, href, files }: Resource,
  names: FileNames,
  empty: ReadonlySet<string>,
): readonly Finding[] {
  const findings = files
    .filter(({ path }) => path === null || path !== href?.path)
    .flatMap((file) => checkReference(file, names, 'file-not-found'));
  if (!href) {
    if (!isSco(element)) return findings;
    return [finding('href-missing', at(element), 'the SCO has no href'), ...findings];
  }
  const page: Finding[] = [...checkReference(href, names, 'href-not-found')];
  if (!href.isExternal && href.path !== null) {
    if (!files.some(({ path }) => path === href.path)) {
      const what = `"${href.href}" is not among the files of its resource`;
      page.push(finding('href-unlisted', at(element), what));
    }
    if (empty.has(href.path)) {
      page.push(finding('page-empty', href.path, 'the page that starts the lesson is empty'));
    }
    if (!/\.[A-Za-z0-9]+$/.test(href.path)) {
      page.push(finding('href-no-extension', at(element), `"${href.href}" has no extension`));
    }
    if (/\?/.test(href.href)) {
      page.push(finding('href-query', at(element), `"${href.href}" has a query`));
    }
  }
  return [...page, ...findings];
}

function checkType(element: ManifestElement, edition: ScormEdition): readonly Finding[] {
  const findings: Finding[] = [];
  const type = attribute(element, 'type');
  if (type !== 'webcontent') {
    const what = `the type of the resource is "${type ?? ''}"`;
    findings.push(finding('resource-type', at(element), what));
  }
  const expected = edition === 'scorm12' ? 'scormtype' : 'scormType';
  const found = element.attributes.find(({ name }) => name.toLowerCase() === 'scormtype');
  if (found && found.name !== expected) {
    const what = `the attribute is written ${found.name}, and this edition has ${expected}`;
    findings.push(finding('scorm-type-name', at(element), what));
  } else if (found && found.value !== 'sco' && found.value !== 'asset') {
    findings.push(finding('scorm-type-value', at(element), `${expected} is "${found.value}"`));
  }
  return findings;
}

function checkReference(
  reference: Reference,
  names: FileNames,
  whenAbsent: 'href-not-found' | 'file-not-found',
): readonly Finding[] {
  const { href, path, line, isExternal } = reference;
  const say = (rule: Rule, what: string): readonly Finding[] => [
    finding(rule, `${MANIFEST}:${line}`, what),
  ];
  if (isExternal) {
    const rule = whenAbsent === 'href-not-found' ? 'href-external' : 'file-external';
    return say(rule, `"${href}" is outside the package`);
  }
  if (path === null) return say('href-absolute', `"${href}" is not a path inside the zip`);
  const backslash = href.includes('\\') ? say('href-backslash', `"${href}" has a backslash`) : [];
  if (names.has(path)) return backslash;
  const found = names.find(reference);
  if (found !== null) {
    // The href holds the name to the letter, as in "a%20b.html" for a file of that very name.
    if (found !== path.normalize('NFC') && found.normalize('NFC') !== path.normalize('NFC')) {
      return backslash;
    }
    const what = `"${href}" is written with other Unicode characters in the zip`;
    return [...backslash, ...say('href-unicode', what)];
  }
  const similar = names.inOtherCase(path);
  return [
    ...backslash,
    ...(similar === undefined
      ? say(whenAbsent, `"${href}" is not in the zip`)
      : say('href-case', `"${href}" is called "${similar}" in the zip`)),
  ];
}

function checkScos(resources: readonly Resource[], root: ManifestElement): readonly Finding[] {
  const first = resources.find(({ href }) => href !== null);
  if (!resources.some(({ element }) => isSco(element))) {
    return [finding('no-sco', at(root), 'no resource is a SCO')];
  }
  if (!first || isSco(first.element)) return [];
  const what = `the first resource with an href, "${first.identifier}", is not a SCO`;
  return [finding('first-resource', at(first.element), what)];
}

function checkMetadataFiles(root: ManifestElement, names: FileNames): readonly Finding[] {
  return metadataLocations(root)
    .filter(({ path }) => !names.has(path))
    .map(({ element, path }) =>
      finding('metadata-missing', at(element), `"${path}" is not in the zip`),
    );
}

/** The metadata files that `adlcp:location` names. */
export function metadataLocations(
  root: ManifestElement,
): readonly { readonly element: ManifestElement; readonly path: string }[] {
  return descendants(root, 'location')
    .filter(({ namespaceUri }) => /adlcp/.test(namespaceUri))
    .map((element) => ({ element, path: element.text.trim() }));
}

function checkUnlisted(
  resources: readonly Resource[],
  root: ManifestElement,
  entries: readonly ZipEntry[],
): readonly Finding[] {
  const listed = new Set<string | null>([
    MANIFEST,
    ...resources.flatMap(({ href, files }) => [href, ...files].map((one) => one?.path ?? null)),
    ...metadataLocations(root).map(({ path }) => path),
  ]);
  const unlisted = entries
    .filter(({ isFolder }) => !isFolder)
    .map(({ name }) => name)
    .filter((name) => !listed.has(name) && !/\.(xsd|dtd)$/i.test(name))
    .filter((name) => !isJunk(name) && unsafeReason(name) === null);
  return [...new Set(unlisted)].map((name) =>
    finding('file-unlisted', name, 'the manifest does not list this file'),
  );
}
