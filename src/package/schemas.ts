import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlElement,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
  type XmlTreeNode,
} from 'libxml2-wasm';
import { CONTROL_FILES } from '../../manifest/control-files.js';
import { EDITION_FACTS, SCORM_EDITIONS, type ScormEdition } from '../../manifest/editions.js';
import { finding, type Finding } from './findings.js';
import { metadataLocations } from './check-resources.js';
import {
  at,
  attribute,
  MANIFEST,
  quoted,
  SAFE_PARSING,
  type ManifestElement,
} from './manifest-xml.js';

/** The published schema files of an edition by name, such as those that a build puts into its zip. */
export type ControlFiles = (edition: ScormEdition) => Promise<ReadonlyMap<string, Uint8Array>>;

/** The same, read already, such as for a thread that cannot read them for itself. */
export type ControlFilesByEdition = Readonly<Record<ScormEdition, ReadonlyMap<string, Uint8Array>>>;

/** Reads the schema files of all editions. */
export async function readAll(controlFiles: ControlFiles): Promise<ControlFilesByEdition> {
  const entries = SCORM_EDITIONS.map(async (one) => [one, await controlFiles(one)] as const);
  // A cast: there is an entry for each edition.
  return Object.fromEntries(await Promise.all(entries)) as ControlFilesByEdition;
}

/** Validates a manifest; elements that no schema of SCORM knows are set aside first. */
export async function checkSchema(
  text: string,
  edition: ScormEdition,
  controlFiles: ControlFiles,
): Promise<readonly Finding[]> {
  using document = XmlDocument.fromString(text, SAFE_PARSING);
  const foreign = removeForeign(document, edition);
  const errors = await schemaErrors(document, edition, controlFiles);
  return [
    ...foreign.map(({ namespace, line }) =>
      finding('schema-unchecked', `${MANIFEST}:${line}`, `no schema for ${quoted(namespace)}`),
    ),
    ...errors.map(({ line, message }) => finding('schema-invalid', `${MANIFEST}:${line}`, message)),
  ];
}

/** One thing that a schema says against a manifest. */
export interface SchemaError {
  readonly line: number;
  readonly message: string;
}

const validators = new Map<ScormEdition, Promise<XsdValidator>>();

/** Validates `manifest` against the schemas of `edition`, all of them from memory. */
export async function schemaErrors(
  manifest: XmlDocument,
  edition: ScormEdition,
  controlFiles: ControlFiles,
): Promise<readonly SchemaError[]> {
  // Making a validator takes longer than using it, so it lives as long as the program.
  const validator = validators.get(edition) ?? makeValidator(edition, controlFiles);
  validators.set(edition, validator);
  try {
    (await validator).validate(manifest);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ line, message }) => ({ line, message: readable(message) }));
  }
}

async function makeValidator(
  edition: ScormEdition,
  controlFiles: ControlFiles,
): Promise<XsdValidator> {
  const folder = `memory:/${edition}/`;
  const files = await controlFiles(edition);
  const entries = [...files].map(([name, data]) => [folder + name, patched(name, data)] as const);
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(entries)));
  const imports = EDITION_FACTS[edition].schemaLocations.map(
    ([namespace, file]) => `<import namespace="${namespace}" schemaLocation="${file}"/>`,
  );
  const all = `<schema xmlns="http://www.w3.org/2001/XMLSchema">${imports.join('')}</schema>`;
  using document = XmlDocument.fromString(all, { url: `${folder}all.xsd` });
  return XsdValidator.fromDoc(document);
}

/**
 * The published schemas cannot be used as they are: the metadata of 1.2 is
 * ambiguous (a wildcard accepts the very elements that follow it), and the 4th
 * edition lets misspelled elements of known namespaces pass.
 */
function patched(name: string, data: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(data);
  const encoded = (changed: string): Uint8Array => new TextEncoder().encode(changed);
  if (name === 'imsmd_rootv1p2p1.xsd') {
    return encoded(text.replace('namespace="##any"', 'namespace="##other"'));
  }
  if (name === 'imscp_v1p1.xsd') {
    return encoded(text.replaceAll('processContents = "lax"', 'processContents = "strict"'));
  }
  if (name === 'xml.xsd') return encoded(text.replace(/<!DOCTYPE[^>]*>/, ''));
  return data;
}

/** Namespaces in braces only hide the names that a person has to find. */
function readable(message: string): string {
  return message
    .replace(/\{http:\/\/www\.w3\.org\/XML\/1998\/namespace\}/g, 'xml:')
    .replace(/\{(https?|urn):[^}]*\}/g, '')
    .trim()
    .replace(/\.$/, '');
}

interface ForeignNamespace {
  readonly namespace: string;
  readonly line: number;
}

function removeForeign(document: XmlDocument, edition: ScormEdition): readonly ForeignNamespace[] {
  const known = new Set(EDITION_FACTS[edition].schemaLocations.map(([namespace]) => namespace));
  const found = new Map<string, number>();
  const visit = (element: XmlElement): void => {
    let next: XmlTreeNode | null = element.firstChild;
    while (next) {
      const child = next;
      next = child.next;
      if (!(child instanceof XmlElement)) continue;
      // An element without namespace is a mistake that the schema names, not an extension.
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

/** The bytes of files in the zip that these rules look into; `undefined` where there is none. */
export type ReadFile = (name: string) => Promise<Uint8Array | undefined>;

/** Checks that the schema files a checker asks for are in the zip, and are of the edition. */
export async function checkSchemaFiles(
  root: ManifestElement,
  edition: ScormEdition,
  read: ReadFile,
): Promise<readonly Finding[]> {
  const locations = attribute(root, 'schemaLocation');
  if (locations === undefined) {
    return [finding('schema-location', at(root), 'the manifest has no xsi:schemaLocation')];
  }
  const missing: string[] = [];
  const strange = new Map<ScormEdition, string[]>();
  const findings: Finding[] = [];
  for (const name of expectedFiles(locations, edition)) {
    const data = await read(name);
    const own = CONTROL_FILES[edition][name];
    if (!data) {
      missing.push(name);
      continue;
    }
    if (own !== undefined) {
      const hash = await sha256(data);
      const other = SCORM_EDITIONS.find((one) => CONTROL_FILES[one][name] === hash);
      if (other && hash !== own) strange.set(other, [...(strange.get(other) ?? []), name]);
    }
  }
  if (missing.length > 0) {
    const what = `schema files are not in the zip: ${missing.join(', ')}`;
    findings.push(finding('schema-file-missing', at(root), what));
  }
  for (const [other, names] of strange) {
    const what = `schema files of ${EDITION_FACTS[other].title} are in the zip: ${names.join(', ')}`;
    findings.push(finding('schema-file-other', names[0] ?? '', what));
  }
  return [...findings, ...(await checkMetadataSchemas(root, edition, read))];
}

/** Only the prefix `xml` may mean the namespace of XML (Namespaces in XML 1.0, section 3). */
export async function checkXmlNamespace(
  names: readonly string[],
  read: ReadFile,
): Promise<readonly Finding[]> {
  const declared =
    /\sxmlns(?!:xml\s*=)(?::[\w.-]+)?\s*=\s*(["'])http:\/\/www\.w3\.org\/XML\/1998\/namespace\1/;
  const findings: Finding[] = [];
  for (const name of new Set(names)) {
    if (!/^[^/]+\.xsd$/i.test(name)) continue;
    const text = new TextDecoder().decode(await read(name));
    if (!declared.test(text)) continue;
    const what = 'the schema gives the namespace of XML a prefix other than xml';
    findings.push(finding('schema-xml-namespace', name, what));
  }
  return findings;
}

/** The files that the manifest names, and those that they need in turn. */
function expectedFiles(locations: string, edition: ScormEdition): readonly string[] {
  // The metadata of 1.2 is needed only by who names it, and document types by nobody.
  const needed = edition === 'scorm12' ? [] : Object.keys(CONTROL_FILES[edition]);
  const schemas = needed.filter((name) => name.endsWith('.xsd'));
  const named = filesIn(locations).filter((file) => !file.includes(':'));
  return [...new Set([...named, ...schemas])];
}

/** `xsi:schemaLocation` is a list of pairs: a namespace, and where its schema is. */
function filesIn(locations: string): readonly string[] {
  return locations
    .trim()
    .split(/\s+/)
    .filter((_, index) => index % 2 === 1);
}

/**
 * ADL's checker of the 4th edition follows `adlcp:location` and wants the schemas
 * of what it finds there in the zip, too (docs/scorm.md).
 */
async function checkMetadataSchemas(
  root: ManifestElement,
  edition: ScormEdition,
  read: ReadFile,
): Promise<readonly Finding[]> {
  if (edition !== 'scorm2004-4th') return [];
  const findings: Finding[] = [];
  for (const { element, path } of metadataLocations(root)) {
    const data = await read(path);
    if (!data) continue;
    const why = await schemasMissing(new TextDecoder().decode(data), read);
    if (why === null) continue;
    findings.push(
      finding('metadata-schema', at(element), `adlcp:location names "${path}", ${why}`),
    );
  }
  return findings;
}

/** The schemas that LOM's own schema needs in turn, one of each folder. */
const LOM_FOLDERS = ['common', 'extend', 'unique', 'vocab'] as const;

/** Why a checker cannot validate a metadata file with what is in the zip; `null` when it can. */
async function schemasMissing(text: string, read: ReadFile): Promise<string | null> {
  const locations = /schemaLocation\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? '';
  const files = filesIn(locations);
  if (files.length === 0) return 'which names no schema';
  for (const file of files) {
    const data = await read(file);
    if (!data) return `whose schema is not in the zip: ${file}`;
    const inner = [
      ...new TextDecoder().decode(data).matchAll(/schemaLocation\s*=\s*["']([^"']+)["']/g),
    ]
      .map(([, path]) => path ?? '')
      .filter((path) => LOM_FOLDERS.some((folder) => path.startsWith(`${folder}/`)));
    for (const path of inner) {
      if (!(await read(path))) return `whose schema needs a file that is not in the zip: ${path}`;
    }
  }
  return null;
}

async function sha256(data: Uint8Array): Promise<string> {
  // A copy, because the type of the bytes may be a view of a shared buffer.
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(data)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
