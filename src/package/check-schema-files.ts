import { CONTROL_FILES } from '../../manifest/control-files.js';
import { EDITION_FACTS, SCORM_EDITIONS, type ScormEdition } from '../../manifest/editions.js';
import { sha256 } from './control-files.js';
import { finding, type Finding } from './finding.js';
import { at, attribute, type ManifestElement } from './manifest-model.js';
import type { ZipEntry } from './zip-file.js';

/** Checks that the schema files which a checker will ask for are in the zip, and are of the edition. */
export function checkSchemaFiles(
  root: ManifestElement,
  edition: ScormEdition,
  entries: readonly ZipEntry[],
): readonly Finding[] {
  const locations = attribute(root, 'schemaLocation');
  if (locations === undefined) {
    return [finding('schema-location', at(root), 'the manifest has no xsi:schemaLocation')];
  }
  const present = new Set(entries.map(({ name }) => name));
  const missing = expectedFiles(locations, edition).filter((name) => !present.has(name));
  const findings: Finding[] = [];
  if (missing.length > 0) {
    const what = `schema files are not in the zip: ${missing.join(', ')}`;
    findings.push(finding('schema-file-missing', at(root), what));
  }
  return [...findings, ...otherEditions(edition, entries)];
}

/** The files that the manifest names, and those that they need in turn. */
function expectedFiles(locations: string, edition: ScormEdition): readonly string[] {
  const named = locations
    .trim()
    .split(/\s+/)
    .filter((_, index) => index % 2 === 1);
  // The metadata of 1.2 is needed only by who names it, and document types by nobody.
  const needed = edition === 'scorm12' ? [] : Object.keys(CONTROL_FILES[edition]);
  const schemas = needed.filter((name) => name.endsWith('.xsd'));
  return [...new Set([...named.filter((file) => !file.includes(':')), ...schemas])];
}

function otherEditions(edition: ScormEdition, entries: readonly ZipEntry[]): readonly Finding[] {
  const strange = new Map<ScormEdition, string[]>();
  for (const { name, data } of entries) {
    const own = CONTROL_FILES[edition][name];
    if (!data || own === undefined) continue;
    const hash = sha256(data);
    const other = SCORM_EDITIONS.find((one) => CONTROL_FILES[one][name] === hash);
    if (other && hash !== own) strange.set(other, [...(strange.get(other) ?? []), name]);
  }
  return [...strange].map(([other, names]) => {
    const what = `schema files of ${EDITION_FACTS[other].title} are in the zip: ${names.join(', ')}`;
    return finding('schema-file-other', names[0] ?? '', what);
  });
}
