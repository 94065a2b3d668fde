import {
  EDITION_FACTS,
  NAMESPACE,
  SCORM_EDITIONS,
  type ScormEdition,
} from '../../manifest/editions.js';
import { finding, type Finding } from './finding.js';
import { at, children, childText, quoted, type ManifestElement } from './manifest-model.js';

/** What a manifest says that it is. */
export interface FoundEdition {
  /** `null` when it is no manifest of SCORM at all. */
  readonly edition: ScormEdition | null;
  /** Whether the manifest says it clearly, so that it can be held to the edition's schemas. */
  readonly certain: boolean;
  readonly findings: readonly Finding[];
}

/** Reads the edition from the root's namespace and the text of `schemaversion`. */
export function editionOf(root: ManifestElement): FoundEdition {
  if (root.name !== 'manifest') {
    const what = `the root element is <${root.name}>`;
    return { edition: null, certain: true, findings: [finding('manifest-root', at(root), what)] };
  }
  const is12 = root.namespaceUri === NAMESPACE.content12;
  if (!is12 && root.namespaceUri !== NAMESPACE.content2004) {
    const what = `the namespace ${quoted(root.namespaceUri)} belongs to no edition of SCORM`;
    return { edition: null, certain: true, findings: [finding('manifest-root', at(root), what)] };
  }
  const metadata = children(root, 'metadata')[0];
  const version = metadata && childText(metadata, 'schemaversion');
  const named = SCORM_EDITIONS.find((one) => EDITION_FACTS[one].schemaVersion === version);
  const fits = named !== undefined && is12 === (named === 'scorm12');
  const findings = metadataFindings(root, version, named);
  if (named !== undefined && !fits) {
    const what = `the schemaversion is "${version}", but the namespaces are those of SCORM ${is12 ? '1.2' : '2004'}`;
    findings.push(finding('schema-mismatch', at(metadata ?? root), what));
  }
  const likely = is12 ? 'scorm12' : 'scorm2004-4th';
  return { edition: fits ? named : likely, certain: fits || is12, findings };
}

function metadataFindings(
  root: ManifestElement,
  version: string | undefined,
  named: ScormEdition | undefined,
): Finding[] {
  const metadata = children(root, 'metadata')[0];
  const place = at(metadata ?? root);
  const schema = metadata && childText(metadata, 'schema');
  const findings: Finding[] = [];
  if (schema !== 'ADL SCORM') {
    findings.push(finding('schema-name', place, `the schema is ${quoted(schema)}`));
  }
  // Older packages of SCORM 2004 say so in these two ways, and LMSs know them.
  if (!named && version !== 'CAM 1.3' && version !== '1.3') {
    findings.push(finding('schema-version', place, `the schemaversion is ${quoted(version)}`));
  }
  return findings;
}
