/**
 * Does to every text of the page what a translating browser does: puts elements
 * of its own in place of the text node. The words stay the same, so that a test
 * can compare them.
 */
export function translate(): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (texts.nextNode()) found.push(texts.currentNode as Text);
  for (const text of found) {
    const isShown =
      text.data.trim() !== '' && !text.parentElement?.closest('script, style, .translated');
    if (!isShown) continue;
    const words = document.createElement('span');
    words.className = 'translated';
    words.append(text.data);
    text.replaceWith(words);
  }
}
