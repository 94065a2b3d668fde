import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { CONTROL_FILES } from '../../manifest/control-files.js';
import { EDITION_FACTS, EDITIONS, NAMESPACE, type ScormEdition } from '../../manifest/editions.js';
import { sha256 } from '../build/control-files.js';
import { finding, type Finding } from './finding.js';
import { attribute, children, childText } from './manifest-model.js';
import { MANIFEST } from './open-manifest.js';
import { validateManifest } from './schemas.js';
import type { ZipEntry } from './zip-file.js';

/** The edition of a manifest, or why there is no telling. */
export interface FoundEdition {
  readonly edition: ScormEdition | null;
  readonly findings: readonly Finding[];
}

/** Reads the edition from the root's namespace and the text of `schemaversion`. */
export function editionOf(root: XmlElement): FoundEdition {
  if (root.name !== 'manifest') {
    const what = `the root element is <${root.name}>`;
    return { edition: null, findings: [finding('manifest-root', at(root), what)] };
  }
  const findings: Finding[] = [];
  const metadata = children(root, 'metadata')[0];
  const schema = metadata && childText(metadata, 'schema');
  const version = metadata && childText(metadata, 'schemaversion');
  const place = at(metadata ?? root);
  if (schema !== 'ADL SCORM') {
    findings.push(finding('schema-name', place, `the schema is ${quoted(schema)}`));
  }
  const edition = scormEditions().find((one) => EDITION_FACTS[one].schemaVersion === version);
  if (!edition && version !== 'CAM 1.3' && version !== '1.3') {
    findings.push(finding('schema-version', place, `the schemaversion is ${quoted(version)}`));
  }
  const is12 = root.namespaceUri === NAMESPACE.content12;
  const is2004 = root.namespaceUri === NAMESPACE.content2004;
  if (!is12 && !is2004) {
    const what = `the namespace ${quoted(root.namespaceUri)} belongs to no edition of SCORM`;
    return { edition: null, findings: [...findings, finding('manifest-root', at(root), what)] };
  }
  if (edition && is12 !== (edition === 'scorm12')) {
    const what = `the schemaversion is "${version}", but the namespaces are those of SCORM ${is12 ? '1.2' : '2004'}`;
    findings.push(finding('schema-mismatch', place, what));
  }
  // Structure is judged by the namespaces; 3rd is the 2004 edition that others are read as.
  const fallback = is12 ? 'scorm12' : 'scorm2004-3rd';
  const fits = edition && is12 === (edition === 'scorm12');
  return { edition: fits ? edition : fallback, findings };
}

/** Validates against the schemas; elements that no schema of SCORM knows are set aside first. */
export async function checkSchema(
  document: XmlDocument,
  edition: ScormEdition,
): Promise<readonly Finding[]> {
  const foreign = removeForeign(document, edition);
  const errors = await validateManifest(document, edition);
  return [
    ...foreign.map(({ namespace, line }) =>
      finding('schema-unchecked', `${MANIFEST}:${line}`, `no schema for ${quoted(namespace)}`),
    ),
    ...errors.map(({ line, message }) => finding('schema-invalid', `${MANIFEST}:${line}`, message)),
  ];
}

interface ForeignNamespace {
  readonly namespace: string;
  readonly line: number;
}

function removeForeign(document: XmlDocument, edition: ScormEdition): readonly ForeignNamespace[] {
  const known = new Set(EDITION_FACTS[edition].schemaLocations.map(([namespace]) => namespace));
  const found = new Map<string, number>();
  const visit = (element: XmlElement): void => {
    for (const child of children(element)) {
      // An element without namespace is a mistake that the schema names, no extension.
      if (child.namespaceUri === '' || known.has(child.namespaceUri)) visit(child);
      else {
        if (!found.has(child.namespaceUri)) found.set(child.namespaceUri, child.line);
        child.remove();
      }
    }
  };
  visit(document.root);
  return [...found].map(([namespace, line]) => ({ namespace, line }));
}

/** Checks that the schema files which a checker will ask for are there, and are of the edition. */
export function checkSchemaFiles(
  root: XmlElement,
  edition: ScormEdition,
  entries: readonly ZipEntry[],
): readonly Finding[] {
  const present = new Map(entries.map((entry) => [entry.name, entry]));
  const locations = attribute(root, 'schemaLocation');
  const findings: Finding[] = [];
  if (locations === undefined) {
    findings.push(finding('schema-location', at(root), 'the manifest has no xsi:schemaLocation'));
  }
  const named = (locations ?? '')
    .trim()
    .split(/\s+/)
    .filter((_, index) => index % 2 === 1);
  // The files of 1.2's metadata are asked for only by who uses them.
  const used = edition === 'scorm12' ? [] : Object.keys(CONTROL_FILES[edition]);
  for (const name of new Set([...named.filter((file) => !file.includes(':')), ...used])) {
    if (!present.has(name)) {
      findings.push(finding('schema-file-missing', name, 'the schema file is not in the zip'));
    }
  }
  for (const [name, own] of Object.entries(CONTROL_FILES[edition])) {
    const data = present.get(name)?.data;
    if (!data) continue;
    const hash = sha256(data);
    const other = scormEditions().find((one) => CONTROL_FILES[one][name] === hash);
    if (other && hash !== own) {
      const what = `this is the schema file of ${EDITION_FACTS[other].title}`;
      findings.push(finding('schema-file-other', name, what));
    }
  }
  return findings;
}

/** Where an element stands in the manifest. */
export function at(element: XmlElement): string {
  return `${MANIFEST}:${element.line}`;
}

function scormEditions(): readonly ScormEdition[] {
  return EDITIONS.filter((edition) => edition !== 'web');
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'missing' : JSON.stringify(text.slice(0, 100));
}
