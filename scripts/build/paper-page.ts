import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';

/** A page for teachers beside the zips: to read, to print, and free of scripts. */
export function paperPage(title: string, styles: string, body: TemplateResult): string {
  return [
    '<!doctype html>',
    `<html lang="en">`,
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title><style>${styles}</style></head>`,
    `<body>${withoutMarkers(collectResultSync(render(body)))}</body>`,
    '</html>',
    '',
  ].join('\n');
}

function withoutMarkers(rendered: string): string {
  return rendered.replace(/<!--\/?lit-(?:part|node)[^>]*-->|<!---->|<!--\?-->/g, '');
}
