import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm';
import { EDITION_FACTS, type ScormEdition } from '../../manifest/editions.js';
import { readControlFiles } from './control-files.js';

/** One thing that a schema says against a manifest. */
export interface SchemaError {
  readonly line: number;
  readonly message: string;
}

const validators = new Map<ScormEdition, Promise<XsdValidator>>();

/** Validates `manifest` against the schemas of `edition`, all of them from memory. */
export async function validateManifest(
  manifest: XmlDocument,
  edition: ScormEdition,
): Promise<readonly SchemaError[]> {
  const validator = validators.get(edition) ?? makeValidator(edition);
  validators.set(edition, validator);
  try {
    (await validator).validate(manifest);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ line, message }) => ({ line, message: readable(message) }));
  }
}

/** The validator of an edition lives as long as the process: making one takes longer than using it. */
async function makeValidator(edition: ScormEdition): Promise<XsdValidator> {
  const folder = `memory:/${edition}/`;
  const files = await readControlFiles(edition);
  const entries = [...files].map(([name, data]) => [folder + name, patched(name, data)] as const);
  const provider = new XmlBufferInputProvider(Object.fromEntries(entries));
  xmlRegisterInputProvider(provider);
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
 * edition lets misspelt elements of known namespaces pass.
 */
function patched(name: string, data: Buffer): Buffer {
  const text = data.toString('utf8');
  if (name === 'imsmd_rootv1p2p1.xsd') {
    return Buffer.from(text.replace('namespace="##any"', 'namespace="##other"'));
  }
  if (name === 'imscp_v1p1.xsd') {
    return Buffer.from(text.replaceAll('processContents = "lax"', 'processContents = "strict"'));
  }
  if (name === 'xml.xsd') return Buffer.from(text.replace(/<!DOCTYPE[^>]*>/, ''));
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

/** How an uploaded manifest is parsed: nothing is loaded from anywhere. */
export const SAFE_PARSING = {
  option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE,
} as const;
