import { XmlElement, type XmlDocument, type XmlTreeNode } from 'libxml2-wasm';
import { EDITION_FACTS, type ScormEdition } from '../../manifest/editions.js';
import { finding, type Finding } from './finding.js';
import { MANIFEST, quoted } from './manifest-model.js';
import { validateManifest } from './schemas.js';

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
    let next: XmlTreeNode | null = element.firstChild;
    while (next) {
      const child = next;
      next = child.next;
      if (!(child instanceof XmlElement)) continue;
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
