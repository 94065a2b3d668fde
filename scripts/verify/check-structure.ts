import type { XmlElement } from 'libxml2-wasm';
import { at } from './check-schema.js';
import { finding, type Finding } from './finding.js';
import { attribute, children, childText, descendants } from './manifest-model.js';

/** Checks organizations, items, identifiers and prefixes. */
export function checkStructure(root: XmlElement): readonly Finding[] {
  return [
    ...checkPrefixes(root),
    ...checkOrganizations(root),
    ...descendants(root, 'item').flatMap((item) => checkItem(root, item)),
    ...checkIdentifiers(root),
    ...children(root, 'manifest').map((inner) =>
      finding('sub-manifest', at(inner), 'the manifest holds another manifest'),
    ),
  ];
}

const USUAL: ReadonlySet<string> = new Set(['adlcp', 'adlseq', 'adlnav', 'imsss', 'imsmd']);

function checkPrefixes(root: XmlElement): readonly Finding[] {
  if (root.prefix !== '') {
    return [finding('root-prefixed', at(root), `the root element has the prefix ${root.prefix}`)];
  }
  const odd = new Map<string, XmlElement>();
  for (const element of all(root)) {
    for (const { prefix, namespaceUri } of [element, ...element.attrs]) {
      const isOurs = /adlnet\.org\/xsd|imsglobal\.org\/xsd\/imsss/.test(namespaceUri);
      if (isOurs && !USUAL.has(prefix) && !odd.has(prefix)) odd.set(prefix, element);
    }
  }
  return [...odd].map(([prefix, element]) =>
    finding('prefix-unusual', at(element), `elements of SCORM have the prefix "${prefix}"`),
  );
}

function all(element: XmlElement): readonly XmlElement[] {
  return children(element).flatMap((child) => [child, ...all(child)]);
}

function checkOrganizations(root: XmlElement): readonly Finding[] {
  const list = children(root, 'organizations')[0];
  const organizations = list ? children(list, 'organization') : [];
  if (!list || organizations.length === 0) {
    return [finding('organization-missing', at(list ?? root), 'there is no organization')];
  }
  return [...checkDefault(list, organizations), ...organizations.flatMap(checkOrganization)];
}

function checkDefault(list: XmlElement, organizations: readonly XmlElement[]): readonly Finding[] {
  const named = attribute(list, 'default');
  if (named === undefined) {
    return [finding('organization-default', at(list), 'no organization is the default')];
  }
  if (organizations.some((one) => attribute(one, 'identifier') === named)) return [];
  const what = `the default organization "${named}" is not there`;
  return [finding('organization-default', at(list), what)];
}

function checkOrganization(organization: XmlElement): readonly Finding[] {
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
  if (items.length === 1 && only && children(only, 'item').length === 0 && itemTitle !== title) {
    const what = `the organization is called "${title ?? ''}" and its only item "${itemTitle ?? ''}"`;
    findings.push(finding('title-differs', at(only), what));
  }
  return findings;
}

/** ADL allows titles of 200 characters. */
const LONGEST_TITLE = 200;

function checkTitle(element: XmlElement): readonly Finding[] {
  const titles = children(element, 'title');
  const name = attribute(element, 'identifier') ?? element.name;
  if (titles.length !== 1 || titles[0]?.content.trim() === '') {
    const what = titles.length > 1 ? 'has several titles' : 'has no title';
    return [finding('title-missing', at(element), `"${name}" ${what}`)];
  }
  const length = titles[0]?.content.length ?? 0;
  if (length <= LONGEST_TITLE) return [];
  return [finding('title-long', at(element), `the title has ${length} characters`)];
}

function checkItem(root: XmlElement, item: XmlElement): readonly Finding[] {
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
  const resources = descendants(root, 'resource').map((one) => attribute(one, 'identifier'));
  if (target !== undefined && target !== '' && !resources.includes(target)) {
    const what = `the item "${name}" names the resource "${target}", which is not there`;
    findings.push(finding('resource-unknown', at(item), what));
  }
  return findings;
}

function checkIdentifiers(root: XmlElement): readonly Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const element of [root, ...all(root)]) {
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
