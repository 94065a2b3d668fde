import { customElements, HTMLElement } from '@lit-labs/ssr-dom-shim';

// What a live element is made of in a browser; Node.js has neither. Imported before the elements.
Object.assign(globalThis, { customElements, HTMLElement });
