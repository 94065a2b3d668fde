import {
  EDITION_FACTS,
  NAMESPACE,
  SCORM_EDITIONS,
  type ScormEdition,
} from '../../manifest/editions.js';
import { finding, type Finding } from './findings.js';
import {
  at,
  attribute,
  children,
  childText,
  descendants,
  quoted,
  type ManifestElement,
} from './manifest-xml.js';

/** What an LMS needs to know of a package to offer and launch it. Plain data that survives JSON. */
export interface PackageManifest {
  readonly edition: 'scorm12' | 'scorm2004';
  /** `schemaversion` as written, such as `2004 4th Edition`. */
  readonly schemaVersion: string;
  readonly title: string;
  /** What can be launched, in the order of the table of contents; never empty. */
  readonly items: readonly LaunchItem[];
}

/** An item of the table of contents that opens a page. */
export interface LaunchItem {
  readonly identifier: string;
  readonly title: string;
  /** The titles of the items around it, outermost first. */
  readonly within: readonly string[];
  /** Whether it is a SCO, which talks to the LMS; an asset only opens. */
  readonly isSco: boolean;
  /** The file in the zip. */
  readonly path: string;
  /** The address from the top of the package: `path` encoded, with query, fragment and parameters. */
  readonly href: string;
  /** 1.2 `masteryscore`, percent. */
  readonly masteryScore: number | null;
  /** 2004 `minNormalizedMeasure` where satisfaction goes by measure, 0–1. */
  readonly scaledPassingScore: number | null;
  /** 2004 `completionThreshold`, 0–1. */
  readonly completionThreshold: number | null;
  /** To the letter, since packages parse it. */
  readonly launchData: string;
  /** 2004: objectives that the LMS creates before the first visit. */
  readonly objectives: readonly string[];
}

/** Titles of an upload are cut to what fits on a line or two. */
const LONGEST_TITLE = 300;
/** More items than any table of contents can show. */
const MOST_ITEMS = 2_000;

/**
 * What a player launches, as LMSs read a manifest: by local names, whatever the
 * prefixes. `files` are the names in the zip. `null` when nothing can be launched.
 */
export function launchableManifest(
  root: ManifestElement,
  files: FileNames,
): PackageManifest | null {
  const organization = chosenOrganization(root);
  if (!organization) return null;
  const resources = new Map<string, Resource>();
  for (const resource of resourcesOf(root)) {
    if (!resources.has(resource.identifier)) resources.set(resource.identifier, resource);
  }
  const items: LaunchItem[] = [];
  const visit = (parent: ManifestElement, within: readonly string[]): void => {
    for (const item of children(parent, 'item')) {
      const title = titleOf(item);
      const resource = resources.get(attribute(item, 'identifierref') ?? '');
      const path = resource?.href && files.find(resource.href);
      if (resource?.href && path && items.length < MOST_ITEMS) {
        items.push({
          identifier: attribute(item, 'identifier') ?? '',
          title,
          within,
          isSco: isSco(resource.element),
          path,
          href: launchAddress(path, resource.href.href, attribute(item, 'parameters') ?? ''),
          ...gradingOf(item),
        });
      }
      visit(item, [...within, title]);
    }
  };
  visit(organization, []);
  if (items.length === 0) return null;
  const schemaVersion = versionOf(root) ?? '';
  return {
    edition: isScorm2004(schemaVersion, root) ? 'scorm2004' : 'scorm12',
    schemaVersion: schemaVersion.slice(0, 60),
    title: titleOf(organization) || items[0]?.title || 'Untitled package',
    items,
  };
}

function titleOf(element: ManifestElement): string {
  const title = (childText(element, 'title') ?? '').replace(/\s+/g, ' ').trim();
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title;
}

/** The default organization, or the first one where the default names none. */
function chosenOrganization(root: ManifestElement): ManifestElement | undefined {
  const list = children(root, 'organizations')[0];
  const all = list ? children(list, 'organization') : [];
  const named = list && attribute(list, 'default');
  return all.find((one) => attribute(one, 'identifier') === named) ?? all[0];
}

/** SCORM 2004 3rd Edition, run-time environment 2.1.1, says how parameters join the address. */
function launchAddress(path: string, href: string, parameters: string): string {
  const [, query = '', fragment = ''] = /^[^?#]*(\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
  const page = path.split('/').map(encodeURIComponent).join('/');
  const joined = parameters.trim().replace(/^[?&]+/, '');
  if (joined === '') return `${page}${query}${fragment}`;
  if (joined.startsWith('#')) return `${page}${query}${fragment || joined}`;
  return `${page}${query === '' ? '?' : `${query}&`}${joined}${fragment}`;
}

type Grading = Pick<
  LaunchItem,
  'masteryScore' | 'scaledPassingScore' | 'completionThreshold' | 'launchData' | 'objectives'
>;

function gradingOf(item: ManifestElement): Grading {
  const sequencing = children(item, 'sequencing')[0];
  const objectives = sequencing ? children(sequencing, 'objectives')[0] : undefined;
  const primary = objectives && children(objectives, 'primaryObjective')[0];
  const byMeasure = primary && /^(true|1)$/.test(attribute(primary, 'satisfiedByMeasure') ?? '');
  const threshold = children(item, 'completionThreshold')[0];
  return {
    masteryScore: numberIn(childText(item, 'masteryscore')),
    scaledPassingScore: byMeasure
      ? (numberIn(childText(primary, 'minNormalizedMeasure')) ?? 1)
      : null,
    completionThreshold: threshold
      ? numberIn(attribute(threshold, 'minProgressMeasure') ?? threshold.text)
      : null,
    launchData: childText(item, 'dataFromLMS') ?? childText(item, 'datafromlms') ?? '',
    objectives: (objectives?.children ?? []).flatMap((one) => attribute(one, 'objectiveID') ?? []),
  };
}

function numberIn(text: string | undefined): number | null {
  const number = Number.parseFloat(text ?? '');
  return Number.isFinite(number) ? number : null;
}

/** A path that the manifest names. */
export interface Reference {
  /** As written. */
  readonly href: string;
  /** From the top of the zip, with every `xml:base` around it; `null` when it leads out of it. */
  readonly path: string | null;
  /** On another server. */
  readonly isExternal: boolean;
  readonly line: number;
}

export interface Resource {
  readonly element: ManifestElement;
  readonly identifier: string;
  readonly href: Reference | null;
  readonly files: readonly Reference[];
}

/** A place that no file name can leave by accident; the top of the zip is the folder `_`. */
const TOP = 'http://package.invalid/_/';

/** The resources of a manifest, inner manifests included, with all paths made absolute. */
export function resourcesOf(root: ManifestElement): readonly Resource[] {
  return resourcesBelow(root, withBase(TOP, root));
}

function resourcesBelow(parent: ManifestElement, base: string): readonly Resource[] {
  return parent.children.flatMap((element) => {
    const inner = withBase(base, element);
    return element.name === 'resource'
      ? [resourceOf(element, inner)]
      : resourcesBelow(element, inner);
  });
}

function resourceOf(element: ManifestElement, base: string): Resource {
  const href = attribute(element, 'href');
  return {
    element,
    identifier: attribute(element, 'identifier') ?? '',
    href: href === undefined ? null : reference(base, href, element.line),
    files: children(element, 'file').flatMap((file) => {
      const name = attribute(file, 'href');
      return name === undefined ? [] : [reference(base, name, file.line)];
    }),
  };
}

/** `xml:base` is a URL that is resolved against the one around it (XML Base, W3C). */
function withBase(base: string, { attributes }: ManifestElement): string {
  const own = attributes.find(({ name, prefix }) => name === 'base' && prefix === 'xml')?.value;
  return own === undefined ? base : (resolved(own, base)?.href ?? base);
}

function reference(base: string, href: string, line: number): Reference {
  const url = resolved(href, base);
  const isInside = url?.href.startsWith(TOP) ?? false;
  return {
    href,
    line,
    isExternal: url === null || url.origin !== new URL(TOP).origin,
    path: isInside && url ? withoutEncoding(url.pathname.slice('/_/'.length)) : null,
  };
}

function resolved(href: string, base: string): URL | null {
  return URL.canParse(href, base) ? new URL(href, base) : null;
}

function withoutEncoding(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone percent sign, as in "100%.html", is part of the name.
    return path.replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
  }
}

/** The names of the files in a zip, found as forgivingly as servers do. */
export class FileNames {
  readonly #names: ReadonlySet<string>;
  readonly #normalized = new Map<string, string>();
  readonly #small = new Map<string, string>();

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
    for (const name of this.#names) {
      this.#normalized.set(name.normalize('NFC'), name);
      this.#small.set(name.toLowerCase(), name);
    }
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** The file that a reference means: its path, the href to the letter, or the same name in other Unicode. */
  find({ href, path }: Reference): string | null {
    if (path === null) return null;
    const plain = href.split(/[?#]/)[0] ?? '';
    return (
      [path, plain].find((name) => this.#names.has(name)) ??
      this.#normalized.get(path.normalize('NFC')) ??
      null
    );
  }

  /** The name that differs from the path in letter case only. */
  inOtherCase(path: string): string | undefined {
    return this.#small.get(path.toLowerCase());
  }
}

/** Whether a resource is marked as a SCO, in whatever letter case. */
export function isSco(resource: ManifestElement): boolean {
  return resource.attributes.some(
    ({ name, value }) => name.toLowerCase() === 'scormtype' && value.toLowerCase() === 'sco',
  );
}

/** The text of `schemaversion`; `undefined` when there is none. */
function versionOf(root: ManifestElement): string | undefined {
  const metadata = children(root, 'metadata')[0];
  return metadata && childText(metadata, 'schemaversion');
}

/** The version text decides; without one, the namespaces do. */
function isScorm2004(version: string, root: ManifestElement): boolean {
  if (/2004|1\.3/.test(version)) return true;
  if (version.trim() !== '') return false;
  return [root, ...descendants(root)].some(({ namespaceUri, attributes }) =>
    [namespaceUri, ...attributes.map((one) => one.namespaceUri)].some((uri) =>
      /adlcp_v1p3|imscp_v1p1$/.test(uri),
    ),
  );
}

/** What a manifest says that it is. */
export interface FoundEdition {
  /** `null` when it is not a manifest of SCORM at all. */
  readonly edition: ScormEdition | null;
  /** Whether the manifest is clear enough to be held to the edition's schemas. */
  readonly certain: boolean;
  readonly findings: readonly Finding[];
}

/** Reads the edition from the root's namespace and the text of `schemaversion`. */
export function editionOf(root: ManifestElement): FoundEdition {
  if (root.name !== 'manifest') {
    const what = `the root element is <${root.name}>`;
    return { edition: null, certain: true, findings: [finding('manifest-root', at(root), what)] };
  }
  const version = versionOf(root);
  const named = SCORM_EDITIONS.find((one) => EDITION_FACTS[one].schemaVersion === version);
  const is12 = root.namespaceUri === NAMESPACE.content12;
  if (!is12 && root.namespaceUri !== NAMESPACE.content2004) {
    const what =
      root.namespaceUri === ''
        ? 'the manifest has no namespace'
        : `the namespace ${quoted(root.namespaceUri)} belongs to no edition of SCORM`;
    const likely = named ?? (isScorm2004(version ?? '', root) ? 'scorm2004-4th' : 'scorm12');
    const findings = [finding('manifest-namespace', at(root), what)];
    return {
      edition: likely,
      certain: false,
      findings: [...findings, ...metadataFindings(root, likely === 'scorm12', named)],
    };
  }
  const fits = named !== undefined && is12 === (named === 'scorm12');
  const findings = [...metadataFindings(root, is12, named)];
  if (named !== undefined && !fits) {
    const family = is12 ? '1.2' : '2004';
    const what = `the schemaversion is "${version}", but the namespaces are those of SCORM ${family}`;
    findings.push(finding('schema-mismatch', at(children(root, 'metadata')[0] ?? root), what));
  }
  const likely = is12 ? 'scorm12' : 'scorm2004-4th';
  return { edition: fits ? named : likely, certain: fits || is12, findings };
}

function metadataFindings(
  root: ManifestElement,
  is12: boolean,
  named: ScormEdition | undefined,
): readonly Finding[] {
  const metadata = children(root, 'metadata')[0];
  const place = at(metadata ?? root);
  const version = versionOf(root);
  const schema = metadata && childText(metadata, 'schema');
  const findings: Finding[] = [];
  if (schema !== undefined && schema !== 'ADL SCORM') {
    findings.push(finding('schema-name', place, `the schema is ${quoted(schema)}`));
  }
  if (version === undefined && is12) {
    findings.push(finding('schema-version-missing', place, 'there is no schemaversion'));
    return findings;
  }
  // Older packages of SCORM 2004 say so in these two ways, and LMSs know them.
  if (!named && version !== 'CAM 1.3' && version !== '1.3') {
    findings.push(finding('schema-version', place, `the schemaversion is ${quoted(version)}`));
  }
  return findings;
}
