/** Defines every live element of the page; imported for that alone, by the page and by the build. */
import './parts/byte-display.js';
import './parts/byte-finish.js';
import './parts/byte-goodbye.js';
import './parts/byte-plan.js';
import './parts/byte-print.js';
import './parts/byte-read-aloud.js';
import './parts/byte-receipt.js';
import './parts/byte-save-line.js';
import './parts/byte-step-nav.js';
import './parts/byte-welcome.js';
import './sections/byte-checklist.js';
import './sections/byte-feedback.js';
import './sections/byte-quiz.js';
import './sections/byte-self-check.js';
