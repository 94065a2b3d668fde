/**
 * Makes every input below `root` show what its markup says is chosen. An input
 * that the learner or the browser touched no longer follows its markup by itself.
 */
export function showChoices(root: Element): void {
  for (const input of root.querySelectorAll('input')) input.checked = input.defaultChecked;
  // Of each list exactly one option is marked, and it displaces the one on show.
  for (const option of root.querySelectorAll('option')) {
    if (option.defaultSelected) option.selected = true;
  }
}
