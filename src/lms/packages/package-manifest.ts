import { ParseOption, XmlDocument, XmlElement, type XmlNode } from 'libxml2-wasm';
import type { Result } from '../../core/result.js';

/** What an LMS needs to know of a package before it launches it. */
export interface PackageManifest {
  readonly edition: 'scorm12' | 'scorm2004';
  /** `schemaversion` as it stands there, such as `2004 4th Edition`. */
  readonly schemaVersion: string;
  readonly title: string;
  /** The first item that runs: its identifier and the file to open, with its parameters. */
  readonly item: string;
  readonly href: string;
  /** How many items a learner could launch; only the first is played here. */
  readonly launchable: number;
  /** 1.2 `masteryscore`, percent. */
  readonly masteryScore: number | null;
  /** 2004 `minNormalizedMeasure` where satisfaction goes by measure, 0–1. */
  readonly scaledPassingScore: number | null;
  /** 2004 `completionThreshold`, 0–1. */
  readonly completionThreshold: number | null;
  readonly launchData: string;
  /** 2004: objectives that the LMS puts there beforehand. */
  readonly objectives: readonly string[];
}

/** Hostile XML stays inert: no document type, no outside entity, no network. */
const OPTIONS = { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE };

/** Reads `imsmanifest.xml`, whatever its prefixes. */
export function readManifest(xml: Buffer): Result<PackageManifest, string> {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml.toString('utf8'))) {
    return wrong('imsmanifest.xml declares a document type, which no SCORM manifest needs.');
  }
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(xml, OPTIONS);
  } catch (error) {
    return wrong(`imsmanifest.xml is not well-formed XML: ${inOneLine(error)}`);
  }
  try {
    return manifestOf(document.root);
  } finally {
    document.dispose();
  }
}

function manifestOf(root: XmlElement): Result<PackageManifest, string> {
  const organization = chosenOrganization(root);
  const items = organization
    ? elements(organization, './/*[local-name()="item"][@identifierref]')
    : [];
  const launchable = items.flatMap((item) => {
    const resource = elements(root, './/*[local-name()="resource"]').find(
      (one) => attribute(one, 'identifier') === attribute(item, 'identifierref'),
    );
    const href = resource && attribute(resource, 'href');
    return resource && href ? [{ item, resource, href }] : [];
  });
  const isSco = ({ resource }: { resource: XmlElement }): boolean =>
    /^sco$/i.test(attribute(resource, 'scormtype') || attribute(resource, 'scormType'));
  const first = launchable.find(isSco) ?? launchable[0];
  if (!organization || !first) {
    return wrong('imsmanifest.xml names no item with a file to launch.');
  }
  const base = attribute(first.resource, 'base');
  const schemaVersion = textOf(
    root,
    './*[local-name()="metadata"]/*[local-name()="schemaversion"]',
  );
  return {
    ok: true,
    value: {
      edition: isScorm2004(schemaVersion, root) ? 'scorm2004' : 'scorm12',
      schemaVersion,
      title: textOf(organization, './*[local-name()="title"]') || 'Untitled package',
      item: attribute(first.item, 'identifier'),
      href: withParameters(`${base}${first.href}`, attribute(first.item, 'parameters')),
      launchable: launchable.length,
      ...gradingOf(first.item),
    },
  };
}

type Grading = Pick<
  PackageManifest,
  'masteryScore' | 'scaledPassingScore' | 'completionThreshold' | 'launchData' | 'objectives'
>;

function gradingOf(item: XmlElement): Grading {
  const primary = elements(item, './/*[local-name()="primaryObjective"]')[0];
  const byMeasure = primary && attribute(primary, 'satisfiedByMeasure') === 'true';
  const threshold = elements(item, './*[local-name()="completionThreshold"]')[0];
  return {
    masteryScore: numberIn(textOf(item, './*[local-name()="masteryscore"]')),
    scaledPassingScore: byMeasure
      ? (numberIn(textOf(primary, './*[local-name()="minNormalizedMeasure"]')) ?? 1)
      : null,
    completionThreshold: threshold
      ? numberIn(attribute(threshold, 'minProgressMeasure') || threshold.content)
      : null,
    launchData:
      textOf(item, './*[local-name()="dataFromLMS"]') ||
      textOf(item, './*[local-name()="datafromlms"]'),
    objectives: elements(
      item,
      './/*[local-name()="objectives"]/*[local-name()="primaryObjective" or local-name()="objective"]',
    ).flatMap((objective) => attribute(objective, 'objectiveID') || []),
  };
}

function chosenOrganization(root: XmlElement): XmlElement | undefined {
  const all = elements(root, './*[local-name()="organizations"]/*[local-name()="organization"]');
  const chosen = elements(root, './*[local-name()="organizations"]')[0];
  const named = chosen && attribute(chosen, 'default');
  return all.find((one) => attribute(one, 'identifier') === named) ?? all[0];
}

/** The version text decides; a package without one is told by its namespaces. */
function isScorm2004(version: string, root: XmlElement): boolean {
  if (/2004|1\.3/.test(version)) return true;
  return version === '' && Object.values(root.namespaces).some((uri) => /adlcp_v1p3/.test(uri));
}

function withParameters(href: string, parameters: string): string {
  if (parameters === '') return href;
  const joined = parameters.replace(/^[?&]/, '');
  if (joined.startsWith('#')) return `${href}${joined}`;
  return `${href}${href.includes('?') ? '&' : '?'}${joined}`;
}

function elements(from: XmlNode, path: string): readonly XmlElement[] {
  return from.find(path).filter((node): node is XmlElement => node instanceof XmlElement);
}

function textOf(from: XmlNode, path: string): string {
  return (elements(from, path)[0]?.content ?? '').replace(/\s+/g, ' ').trim();
}

/** By its local name: `adlcp:scormType` and `scormType` are the same to us. */
function attribute(element: XmlElement, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? '';
}

function numberIn(text: string): number | null {
  const number = Number.parseFloat(text);
  return Number.isFinite(number) ? number : null;
}

function inOneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
}

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
