import { ElementRenderer, render } from '@lit-labs/ssr';
import { collectResultSync, type ThunkedRenderResult } from '@lit-labs/ssr/lib/render-result.js';
import { renderValue, type RenderInfo } from '@lit-labs/ssr/lib/render-value.js';
import type { TemplateResult } from 'lit/html.js';
import './html-element.js';
import { LiveElement } from '../ui/lesson/live-element.js';
import type { LessonView } from '../ui/lesson/lesson-view.js';
import '../ui/lesson/live-elements.js';

/** Renders `template` as the browser will, live elements included, and without anything that only Lit reads. */
export function renderStatic(template: TemplateResult): string {
  const elementRenderers = [LiveElementRenderer];
  return lightDom(collectResultSync(render(template, { elementRenderers })));
}

/** Renders what a live element shows for its view; it is never given the view, which would bring it to life. */
class LiveElementRenderer extends ElementRenderer {
  readonly #live: LiveElement;
  #view: LessonView | undefined;

  static override matchesClass(kind: typeof HTMLElement): boolean {
    return kind.prototype instanceof LiveElement;
  }

  constructor(tag: string) {
    super(tag);
    // Only asked for tags whose class matches.
    this.#live = new (customElements.get(tag) as new () => LiveElement)();
    this.element = this.#live;
  }

  override setProperty(name: string, value: unknown): void {
    if (name === 'view') this.#view = value as LessonView;
    else super.setProperty(name, value);
  }

  override renderShadow(info: RenderInfo): ThunkedRenderResult {
    return this.#view ? renderValue(this.#live.render(this.#view), info) : [];
  }
}

/**
 * Turns the server rendering into plain light DOM: the elements render without
 * shadow roots in the browser, and nothing is hydrated, so wrappers and markers
 * would only be weight. Text is escaped by then and cannot hold such tags.
 */
function lightDom(rendered: string): string {
  return rendered
    .replace(/<!--\/?lit-(?:part|node)[^>]*-->/g, '')
    .replace(/<!---->|<!--\?-->|<\?>/g, '')
    .replace(/<template shadowroot[^>]*>|<\/template>/g, '')
    .replace(/ defer-hydration(?:="")?/g, '')
    .replace(/\s*\n\s*/g, '\n');
}
