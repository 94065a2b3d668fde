import type { ScormEdition } from '../../manifest/editions.js';
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

/** Checks organizations, items, identifiers and prefixes. */
export function checkStructure(root: ManifestElement): readonly Finding[] {
  return [
    ...checkPrefixes(root),
    ...checkOrganizations(root),
    ...checkItems(root),
    ...checkIdentifiers(root),
    ...children(root, 'manifest').map((inner) =>
      finding('sub-manifest', at(inner), 'the manifest holds another manifest'),
    ),
  ];
}

const USUAL: ReadonlySet<string> = new Set(['adlcp', 'adlseq', 'adlnav', 'imsss', 'imsmd']);

function checkPrefixes(root: ManifestElement): readonly Finding[] {
  if (root.prefix !== '') {
    return [finding('root-prefixed', at(root), `the root element has the prefix ${root.prefix}`)];
  }
  const odd = new Map<string, ManifestElement>();
  for (const element of descendants(root)) {
    for (const { prefix, namespaceUri } of [element, ...element.attributes]) {
      const isOurs = /adlnet\.org\/xsd|imsglobal\.org\/xsd\/imsss/.test(namespaceUri);
      if (isOurs && !USUAL.has(prefix) && !odd.has(prefix)) odd.set(prefix, element);
    }
  }
  return [...odd].map(([prefix, element]) =>
    finding('prefix-unusual', at(element), `elements of SCORM have the prefix "${prefix}"`),
  );
}

function checkOrganizations(root: ManifestElement): readonly Finding[] {
  const list = children(root, 'organizations')[0];
  const organizations = list ? children(list, 'organization') : [];
  if (!list || organizations.length === 0) {
    return [finding('organization-missing', at(list ?? root), 'there is no organization')];
  }
  return [...checkDefault(list, organizations), ...organizations.flatMap(checkOrganization)];
}

function checkDefault(
  list: ManifestElement,
  organizations: readonly ManifestElement[],
): readonly Finding[] {
  const named = attribute(list, 'default');
  if (named === undefined) {
    return [finding('organization-default', at(list), 'no organization is the default')];
  }
  if (organizations.some((one) => attribute(one, 'identifier') === named)) return [];
  const what = `the default organization "${named}" is not there`;
  return [finding('organization-default', at(list), what)];
}

function checkOrganization(organization: ManifestElement): readonly Finding[] {
  const items = children(organization, 'item');
  const title = childText(organization, 'title')?.trim();
  const findings = [...checkTitle(organization)];
  if (items.length === 0) {
    findings.push(
      finding('organization-missing', at(organization), 'the organization has no item'),
    );
  }
  const [only] = items;
  const itemTitle = only && childText(only, 'title')?.trim();
  if (items.length === 1 && only && title && itemTitle && itemTitle !== title) {
    const what = `the organization is called ${quoted(title)} and its only item ${quoted(itemTitle)}`;
    findings.push(finding('title-differs', at(only), what));
  }
  return findings;
}

/** ADL allows titles of 200 characters. */
const LONGEST_TITLE = 200;

function checkTitle(element: ManifestElement): readonly Finding[] {
  const titles = children(element, 'title');
  const name = attribute(element, 'identifier') ?? element.name;
  if (titles.length !== 1 || titles[0]?.text.trim() === '') {
    const what = titles.length > 1 ? 'has several titles' : 'has no title';
    return [finding('title-missing', at(element), `"${name}" ${what}`)];
  }
  const length = titles[0]?.text.length ?? 0;
  if (length <= LONGEST_TITLE) return [];
  return [finding('title-long', at(element), `the title has ${length} characters`)];
}

function checkItems(root: ManifestElement): readonly Finding[] {
  const resources = new Set(
    descendants(root, 'resource').map((resource) => attribute(resource, 'identifier')),
  );
  return descendants(root, 'item').flatMap((item) => checkItem(item, resources));
}

function checkItem(
  item: ManifestElement,
  resources: ReadonlySet<string | undefined>,
): readonly Finding[] {
  const findings = [...checkTitle(item)];
  const name = attribute(item, 'identifier') ?? 'item';
  const target = attribute(item, 'identifierref');
  const isLeaf = children(item, 'item').length === 0;
  if (isLeaf && (target === undefined || target === '')) {
    findings.push(finding('item-without-resource', at(item), `the item "${name}" opens nothing`));
  }
  if (!isLeaf && target !== undefined) {
    const what = `the item "${name}" has items and a resource`;
    findings.push(finding('item-with-both', at(item), what));
  }
  if (target !== undefined && target !== '' && !resources.has(target)) {
    const what = `the item "${name}" names the resource "${target}", which is not there`;
    findings.push(finding('resource-unknown', at(item), what));
  }
  return findings;
}

function checkIdentifiers(root: ManifestElement): readonly Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const element of [root, ...descendants(root)]) {
    const name = attribute(element, 'identifier');
    if (name === undefined) continue;
    if (seen.has(name)) {
      findings.push(finding('identifier-twice', at(element), `"${name}" is used twice`));
    }
    seen.add(name);
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) {
      const what = `the identifier "${name}" has unusual characters`;
      findings.push(finding('identifier-odd', at(element), what));
    }
  }
  return findings;
}

/** Checks what the manifest says about pass marks, sequencing, buttons and limits. */
export function checkGrading(root: ManifestElement, edition: ScormEdition): readonly Finding[] {
  return [
    ...descendants(root, 'masteryscore').flatMap(checkMasteryScore),
    ...(edition === 'scorm12' ? [] : checkSequencing(root)),
    ...timeLimits(root),
    ...descendants(root, 'description').flatMap((element) => descriptionFindings(element)),
  ];
}

function checkMasteryScore(element: ManifestElement): readonly Finding[] {
  const text = element.text;
  if (/^(100|[1-9]?\d)$/.test(text)) {
    return [finding('mastery-locks', at(element), `the manifest sets the pass mark ${text}`)];
  }
  return [finding('mastery-score', at(element), `the masteryscore is "${text}"`)];
}

function checkSequencing(root: ManifestElement): readonly Finding[] {
  const findings: Finding[] = [];
  for (const objective of descendants(root, 'primaryObjective')) {
    if (children(objective, 'minNormalizedMeasure').length === 0) {
      const what = 'the primary objective has no minNormalizedMeasure';
      findings.push(finding('measure-missing', at(objective), what));
    }
  }
  for (const item of descendants(root, 'item')) {
    if (children(item, 'item').length === 0) findings.push(...checkDelivery(item));
  }
  for (const mode of descendants(root, 'controlMode')) {
    // By the standard choice is true and flow is false when nothing is said.
    if (
      isFalse(attribute(mode, 'choice') ?? 'true') &&
      isFalse(attribute(mode, 'flow') ?? 'false')
    ) {
      findings.push(finding('no-navigation', at(mode), 'choice and flow are both false'));
    }
  }
  return [...findings, ...checkButtons(root)];
}

function checkDelivery(item: ManifestElement): readonly Finding[] {
  const controls = descendants(item, 'deliveryControls')[0];
  const unset = ['completionSetByContent', 'objectiveSetByContent'].filter(
    (name) => !controls || isFalse(attribute(controls, name) ?? 'false'),
  );
  if (unset.length === 0) return [];
  const what = `${unset.join(' and ')} ${unset.length > 1 ? 'are' : 'is'} not true`;
  return [finding('set-by-content', at(controls ?? item), what)];
}

function checkButtons(root: ManifestElement): readonly Finding[] {
  return descendants(root, 'navigationInterface').flatMap((element) => {
    const hidden = children(element, 'hideLMSUI').map(({ text }) => text.trim());
    if (!hidden.includes('exit') || !hidden.includes('suspendAll')) return [];
    return [finding('no-way-out', at(element), 'both exit and suspendAll are hidden')];
  });
}

function timeLimits(root: ManifestElement): readonly Finding[] {
  const limits = [
    ...descendants(root, 'maxtimeallowed'),
    ...descendants(root, 'limitConditions').filter((element) =>
      element.attributes.some(({ name }) => name.endsWith('DurationLimit')),
    ),
  ];
  return limits.map((element) =>
    finding('time-limit', at(element), 'the manifest sets a time limit'),
  );
}

/** SCORM Cloud keeps 1,000 characters of a description. */
const LONGEST_DESCRIPTION = 1000;

/** The text stands in the element itself or in one string per language. */
function descriptionFindings(element: ManifestElement): readonly Finding[] {
  return [element, ...descendants(element)].flatMap((part) => {
    const { length } = part.text.trim();
    if (length <= LONGEST_DESCRIPTION) return [];
    return [finding('description-long', at(part), `the description has ${length} characters`)];
  });
}

function isFalse(value: string): boolean {
  return value === 'false' || value === '0';
}
