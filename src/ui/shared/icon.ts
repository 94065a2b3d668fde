import { html, type TemplateResult } from 'lit';

/** The icons that the page carries, once each; `src/compiler/icons.ts` says which drawings they are. */
export type IconName =
  | 'again'
  | 'away'
  | 'back'
  | 'check'
  | 'clock'
  | 'cross'
  | 'display'
  | 'down'
  | 'eye'
  | 'flag'
  | 'flip'
  | 'here'
  | 'idea'
  | 'lock'
  | 'next'
  | 'open'
  | 'print'
  | 'speak'
  | 'stop'
  | 'target'
  | 'warn';

/** A decorative icon; the words beside it carry the meaning. */
export function icon(name: IconName): TemplateResult {
  const directed = name === 'back' || name === 'next' || name === 'away';
  return html`<svg class="icon${directed ? ' is-directed' : ''}" aria-hidden="true">
    <use href="#icon-${name}"></use>
  </svg>`;
}
