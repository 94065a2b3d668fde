import type { ScormEdition } from '../../manifest/editions.js';
import { isJunk, unsafeReason } from './check-names.js';
import { finding, type Finding } from './finding.js';
import { at, attribute, descendants, MANIFEST, type ManifestElement } from './manifest-model.js';
import { resourcesOf, type Reference, type Resource } from './resources-of.js';
import type { Rule } from './rules.js';
import type { ZipEntry } from './zip-file.js';

/** Checks resources and their files against what is in the zip. */
export function checkResources(
  root: ManifestElement,
  edition: ScormEdition,
  entries: readonly ZipEntry[],
): readonly Finding[] {
  const present = entries.filter(({ isFolder }) => !isFolder);
  const files: FileMap = {
    byName: new Map(present.map((entry) => [entry.name, entry])),
    bySmallLetters: new Map(present.map(({ name }) => [name.toLowerCase(), name])),
  };
  const resources = resourcesOf(root);
  return [
    ...resources.flatMap((resource) => checkResource(resource, edition, files)),
    ...checkScos(resources, root),
    ...checkMetadataFiles(root, files),
    ...checkUnlisted(resources, root, files),
  ];
}

/** Entries by name, and names by their small letters. */
interface FileMap {
  readonly byName: ReadonlyMap<string, ZipEntry>;
  readonly bySmallLetters: ReadonlyMap<string, string>;
}

function checkResource(
  resource: Resource,
  edition: ScormEdition,
  files: FileMap,
): readonly Finding[] {
  const { element, href, files: listed } = resource;
  const findings = [...checkType(element, edition)];
  if (attribute(element, 'type') !== 'webcontent') {
    const what = `the type of the resource is "${attribute(element, 'type') ?? ''}"`;
    findings.push(finding('resource-type', at(element), what));
  }
  if (!href && isSco(element)) {
    findings.push(finding('href-missing', at(element), 'the SCO has no href'));
  }
  const references = listed.filter(({ path }) => path !== href?.path);
  for (const reference of href ? [href, ...references] : references) {
    const rule = reference === href ? 'href-not-found' : 'file-not-found';
    findings.push(...checkReference(reference, files, rule));
  }
  if (href && !listed.some(({ path }) => path === href.path) && !isExternal(href.href)) {
    const what = `"${href.href}" is not among the files of its resource`;
    findings.push(finding('href-unlisted', at(element), what));
  }
  if (href && files.byName.get(href.path)?.size === 0) {
    findings.push(finding('page-empty', href.path, 'the page that starts the lesson is empty'));
  }
  if (href && /\?/.test(href.href)) {
    findings.push(finding('href-query', at(element), `"${href.href}" has a query`));
  }
  if (href && !isExternal(href.href) && !/\.[A-Za-z0-9]+$/.test(href.path)) {
    findings.push(finding('href-no-extension', at(element), `"${href.href}" has no ending`));
  }
  return findings;
}

function checkType(element: ManifestElement, edition: ScormEdition): readonly Finding[] {
  const expected = edition === 'scorm12' ? 'scormtype' : 'scormType';
  const found = element.attributes.find(({ name }) => name.toLowerCase() === 'scormtype');
  if (!found) return [];
  if (found.name !== expected) {
    const what = `the attribute is written ${found.name}, and this edition has ${expected}`;
    return [finding('scorm-type-name', at(element), what)];
  }
  if (found.value === 'sco' || found.value === 'asset') return [];
  return [finding('scorm-type-value', at(element), `${expected} is "${found.value}"`)];
}

function isSco(element: ManifestElement): boolean {
  return element.attributes.some(
    ({ name, value }) => name.toLowerCase() === 'scormtype' && value.toLowerCase() === 'sco',
  );
}

function checkReference(
  { href, path, line }: Reference,
  files: FileMap,
  whenAbsent: Rule,
): readonly Finding[] {
  const say = (rule: Rule, what: string): readonly Finding[] => [
    finding(rule, `${MANIFEST}:${line}`, what),
  ];
  if (isExternal(href)) return say('href-external', `"${href}" is outside the package`);
  if (href.includes('\\')) return say('href-backslash', `"${href}" has a backslash`);
  if (path.startsWith('/') || path.split('/').includes('..')) {
    return say('href-absolute', `"${href}" is no path inside the zip`);
  }
  if (files.byName.has(path)) return [];
  const similar = files.bySmallLetters.get(path.toLowerCase());
  return similar === undefined
    ? say(whenAbsent, `"${href}" is not in the zip`)
    : say('href-case', `"${href}" is called "${similar}" in the zip`);
}

function isExternal(href: string): boolean {
  return /^([A-Za-z][A-Za-z0-9+.-]+:|\/\/)/.test(href);
}

function checkScos(resources: readonly Resource[], root: ManifestElement): readonly Finding[] {
  const first = resources.find(({ href }) => href !== null);
  if (!resources.some(({ element }) => isSco(element))) {
    return [finding('no-sco', at(root), 'no resource is a SCO')];
  }
  if (!first || isSco(first.element)) return [];
  const what = `the first resource with an href, "${first.identifier}", is no SCO`;
  return [finding('first-resource', at(first.element), what)];
}

function checkMetadataFiles(root: ManifestElement, files: FileMap): readonly Finding[] {
  return locations(root)
    .filter((element) => !files.byName.has(element.text.trim()))
    .map((element) =>
      finding('metadata-missing', at(element), `"${element.text.trim()}" is not in the zip`),
    );
}

function locations(root: ManifestElement): readonly ManifestElement[] {
  return descendants(root, 'location').filter(({ namespaceUri }) => /adlcp/.test(namespaceUri));
}

function checkUnlisted(
  resources: readonly Resource[],
  root: ManifestElement,
  files: FileMap,
): readonly Finding[] {
  const listed = new Set([
    MANIFEST,
    ...resources.flatMap((resource) => resource.files.map(({ path }) => path)),
    ...resources.flatMap(({ href }) => (href ? [href.path] : [])),
    ...locations(root).map((element) => element.text.trim()),
  ]);
  return [...files.byName.keys()]
    .filter((name) => !listed.has(name) && !/\.(xsd|dtd)$/i.test(name))
    .filter((name) => !isJunk(name) && unsafeReason(name) === null)
    .map((name) => finding('file-unlisted', name, 'the manifest does not list this file'));
}
