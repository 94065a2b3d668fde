/** Defines every live element of the page; imported for that alone, by the page and by the build. */
import '../frame/byte-display.js';
import '../steps/byte-finish.js';
import '../steps/byte-goodbye.js';
import '../frame/byte-plan.js';
import '../steps/byte-print.js';
import '../frame/byte-read-aloud.js';
import '../steps/byte-receipt.js';
import '../frame/byte-save-line.js';
import '../frame/byte-step-nav.js';
import '../steps/byte-welcome.js';
import '../sections/byte-checklist.js';
import '../sections/byte-feedback.js';
import '../quiz/byte-quiz.js';
import '../sections/byte-self-check.js';
