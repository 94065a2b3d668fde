import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import '../ui/lesson/elements.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The comments of a template that mark a place in the page; all others are Lit's. */
const PLACES: readonly string[] = ['early-script', 'lesson-data'];

/** Renders `template`, Lit elements included, as the light DOM that the browser will have. */
export function renderStatic(template: TemplateResult): string {
  const fragment = parseFragment(collectResultSync(render(template)));
  flatten(fragment);
  return serialize(fragment);
}

/**
 * Puts the content of every declarative shadow root in place of it, because our
 * elements render into light DOM, and drops what only hydration would read.
 */
function flatten(parent: Parent): void {
  const nodes = parent.childNodes.flatMap(lightNodes);
  parent.childNodes = [];
  for (const node of nodes) append(parent, node);
}

function lightNodes(node: Node): readonly Node[] {
  if (node.nodeName === '#comment' && 'data' in node) {
    return PLACES.includes(node.data) ? [node] : [];
  }
  if (!('attrs' in node)) return [node];
  node.attrs = node.attrs.filter(({ name }) => name !== 'defer-hydration');
  flatten(node);
  if (!('content' in node)) return [node];
  flatten(node.content);
  return node.content.childNodes;
}

/** Joins texts that a marker divided; their line breaks and indents are the template's. */
function append(parent: Parent, node: Node): void {
  const last = parent.childNodes.at(-1);
  if ('value' in node && last && 'value' in last) {
    last.value = withoutIndent(last.value + node.value);
    return;
  }
  if ('value' in node) node.value = withoutIndent(node.value);
  node.parentNode = parent;
  parent.childNodes.push(node);
}

function withoutIndent(text: string): string {
  return text.replace(/\s*\n\s*/g, '\n');
}
