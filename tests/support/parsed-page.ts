import { parse, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser's parser understands it. */
export interface ParsedPage {
  readonly elements: readonly ParsedElement[];
}

export interface ParsedElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text directly inside. */
  readonly text: string;
}

/** Parses `html` by the rules of the standard, errors included. */
export function parsePage(html: string): ParsedPage {
  return { elements: elementsBelow(parse(html)) };
}

function elementsBelow(node: Node): readonly ParsedElement[] {
  const inner = 'childNodes' in node ? node.childNodes : [];
  const content = 'content' in node ? [node.content] : [];
  return [...inner, ...content].flatMap((child) =>
    'tagName' in child ? [elementOf(child), ...elementsBelow(child)] : elementsBelow(child),
  );
}

function elementOf({ tagName, attrs, childNodes }: Element): ParsedElement {
  return {
    tag: tagName,
    attributes: Object.fromEntries(attrs.map(({ name, value }) => [name, value])),
    text: childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
  };
}
