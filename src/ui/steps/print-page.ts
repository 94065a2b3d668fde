/** What a learner can have on paper: the print styles show only that. */
export type Printout = 'checklist' | 'lesson' | 'receipt' | 'sheet';

/** Opens the browser's print dialogue for one printout. */
export function printOut(printout: Printout): void {
  const { dataset } = document.documentElement;
  dataset['print'] = printout;
  // Not right after print(): some phones return from it before they have drawn the page.
  addEventListener('afterprint', () => delete dataset['print'], { once: true });
  window.print();
}
