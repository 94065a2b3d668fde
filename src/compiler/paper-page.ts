import type { TemplateResult } from 'lit';
import { renderStatic } from './render-static.js';

/** A page for teachers beside the zips: to read, to print, and free of scripts. */
export function paperPage(title: string, styles: string, body: TemplateResult): string {
  return [
    '<!doctype html>',
    `<html lang="en">`,
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title><style>${styles}</style></head>`,
    `<body>${renderStatic(body)}</body>`,
    '</html>',
    '',
  ].join('\n');
}
