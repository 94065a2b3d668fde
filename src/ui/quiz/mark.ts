import { html, type TemplateResult } from 'lit/html.js';
import { icon, type IconName } from '../shared/icon.js';

/** What a mark says; its colour only repeats what its icon and its words say. */
export type MarkKind = 'right' | 'partly' | 'wrong' | 'missed';

const ICONS: Readonly<Record<MarkKind, IconName>> = {
  right: 'check',
  partly: 'target',
  wrong: 'cross',
  missed: 'flag',
};

/** A judgement as icon and words. */
export function mark(kind: MarkKind, words: string): TemplateResult {
  return html`<span class="mark is-${kind}"
    >${icon(ICONS[kind])}<span class="mark-words">${words}</span></span
  >`;
}
