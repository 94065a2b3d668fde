import { attribute, children, type ManifestElement } from './manifest-model.js';

/** A path that the manifest names, with the folders of every `xml:base` around it. */
export interface Reference {
  readonly href: string;
  /** From the top of the zip. */
  readonly path: string;
  readonly line: number;
}

export interface Resource {
  readonly element: ManifestElement;
  readonly identifier: string;
  readonly href: Reference | null;
  readonly files: readonly Reference[];
}

/** The resources of a manifest, inner manifests included, with all paths made absolute. */
export function resourcesOf(root: ManifestElement): readonly Resource[] {
  return resourcesBelow(root, baseOf(root));
}

function resourcesBelow(parent: ManifestElement, base: string): readonly Resource[] {
  return parent.children.flatMap((element) => {
    const inner = base + baseOf(element);
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

function baseOf({ attributes }: ManifestElement): string {
  return attributes.find(({ name, prefix }) => name === 'base' && prefix === 'xml')?.value ?? '';
}

function reference(base: string, href: string, line: number): Reference {
  const path = decoded(`${base}${href.split(/[?#]/)[0] ?? ''}`);
  return { href, path, line };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
