import { isServer, noChange } from 'lit';
import { live } from 'lit/directives/live.js';

// Its type says false, because types are looked up as for a browser.
const atBuild: boolean = isServer;

/**
 * For `.checked` and `.selected`: makes an input show what is known, even where
 * the browser or the learner made it show something else. At build the binding
 * is written as an attribute, whose mere presence would mean chosen.
 */
export function shownChoice(chosen: boolean): unknown {
  if (atBuild) return chosen ? true : noChange;
  return live(chosen);
}
