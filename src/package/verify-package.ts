import { basename } from 'node:path';
import { checkGrading } from './check-grading.js';
import { checkNames } from './check-names.js';
import { checkResources } from './check-resources.js';
import { checkSchema } from './check-schema.js';
import { checkSchemaFiles } from './check-schema-files.js';
import { checkStructure } from './check-structure.js';
import { editionOf } from './edition-of.js';
import { finding, type Finding } from './finding.js';
import { modelOf } from './manifest-model.js';
import { openManifest } from './open-manifest.js';
import { readZip, type ZipEntry, type ZipSource } from './zip-file.js';

/**
 * Checks a package as LMSs and strict checkers do. `name` is what the zip is
 * called; one that ends in `-web.zip` is a plain web page and needs no manifest.
 */
export async function verifyPackage(source: ZipSource, name: string): Promise<readonly Finding[]> {
  const place = basename(name);
  const { entries, findings } = await readZip(source, place);
  if (entries.length === 0) return findings;
  const rest = place.endsWith('-web.zip')
    ? checkWebPage(entries, place)
    : await checkManifest(entries, place);
  return sorted([...findings, ...checkNames(entries), ...rest]);
}

function checkWebPage(entries: readonly ZipEntry[], place: string): readonly Finding[] {
  const page = entries.find(({ name }) => name === 'index.html');
  if (!page) return [finding('href-not-found', place, '"index.html" is not in the zip')];
  return page.size > 0 ? [] : [finding('page-empty', 'index.html', 'the page is empty')];
}

async function checkManifest(
  entries: readonly ZipEntry[],
  place: string,
): Promise<readonly Finding[]> {
  const { document, findings } = openManifest(entries, place);
  if (!document) return findings;
  try {
    const root = modelOf(document.root);
    const { edition, certain, findings: aboutEdition } = editionOf(root);
    if (!edition) return [...findings, ...aboutEdition];
    const aboutContents = [
      ...checkStructure(root),
      ...checkResources(root, edition, entries),
      ...checkGrading(root, edition),
    ];
    if (!certain) return [...findings, ...aboutEdition, ...aboutContents];
    // The schema comes last, because it takes foreign elements out of the document.
    const aboutSchema = [
      ...checkSchemaFiles(root, edition, entries),
      ...(await checkSchema(document, edition)),
    ];
    return [...findings, ...aboutEdition, ...aboutContents, ...aboutSchema];
  } finally {
    document.dispose();
  }
}

const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** The worst first; otherwise as they were found. */
function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
