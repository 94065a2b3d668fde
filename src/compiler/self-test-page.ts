import { contentPolicy, inlineScript } from './render-page.js';

const STYLES =
  'body{margin:1rem;font:1rem/1.5 system-ui,sans-serif}' +
  'table{border-collapse:collapse}td,th{padding:.25rem .75rem;border:1px solid;text-align:start;overflow-wrap:anywhere}';

/** What an administrator opens with `?selftest=1`: a file of its own, so that learners never load it. */
export function selfTestPage(script: string): string {
  const inlined = inlineScript(script);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy([inlined], STYLES)}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<title>Self-test of the LMS</title>',
    `<style>${STYLES}</style>`,
    '</head>',
    '<body>',
    '<h1>Self-test of the LMS</h1>',
    '<table><thead><tr><th>what</th><th>value</th><th>verdict</th></tr></thead><tbody></tbody></table>',
    `<script>${inlined}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
