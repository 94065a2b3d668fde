/**
 * The limit: one static page with the words and the first picture of
 * `lessonPage`, without styles, that does nothing but call Initialize.
 */
export function referencePage(lessonPage: string): string {
  const body = /<body>([\s\S]*?)<script type="application\/json"/.exec(lessonPage)?.[1] ?? '';
  const words = body
    .replace(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replace(/<[^>]+>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const picture = /<svg[\s\S]*?<\/svg>/.exec(body)?.[0] ?? '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Reference</title></head>
<body>${picture}${words.map((line) => `<p>${line}</p>`).join('\n')}
<script>(parent.API||{LMSInitialize(){}}).LMSInitialize('')</script></body></html>`;
}
