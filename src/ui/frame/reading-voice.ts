/** What of a step is read, a piece at a time; pieces that hold others are left to these. */
const PIECES = 'h2, h3, h4, p, li, dt, dd, summary, legend, label';

/**
 * Reads a step aloud with a voice that lives on the learner's device: a voice
 * from a server would send the text, and answers with it, to somebody else.
 */
export class ReadingVoice {
  readonly #speech: SpeechSynthesis;
  readonly #language: string;
  readonly #whenChanged: () => void;
  #piece: Element | null = null;

  constructor(speech: SpeechSynthesis, language: string, whenChanged: () => void) {
    this.#speech = speech;
    this.#language = language;
    this.#whenChanged = whenChanged;
  }

  get reading(): boolean {
    return this.#piece !== null;
  }

  /** A voice of this device for the lesson's language; browsers name them late. */
  get voice(): SpeechSynthesisVoice | undefined {
    const language = this.#language.split('-')[0]?.toLowerCase() ?? '';
    return this.#speech
      .getVoices()
      .find(({ localService, lang }) => localService && lang.toLowerCase().startsWith(language));
  }

  read(step: Element): void {
    this.stop();
    const pieces = [...step.querySelectorAll(PIECES)].filter(
      (piece) =>
        piece.checkVisibility() &&
        !piece.closest('.meta, [aria-hidden]') &&
        !piece.querySelector(PIECES) &&
        piece.textContent.trim() !== '',
    );
    this.#next(pieces);
  }

  stop(): void {
    const wasReading = this.reading;
    this.#mark(null);
    if (wasReading) this.#speech.cancel();
  }

  #next([piece, ...rest]: readonly Element[]): void {
    const { voice } = this;
    this.#mark(piece && voice ? piece : null);
    if (!piece || !voice) return;
    piece.scrollIntoView({ block: 'nearest' });
    const utterance = new SpeechSynthesisUtterance(piece.textContent.trim().replace(/\s+/g, ' '));
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => {
      if (this.#piece === piece) this.#next(rest);
    };
    utterance.onerror = () => {
      if (this.#piece === piece) this.#mark(null);
    };
    this.#speech.speak(utterance);
  }

  #mark(piece: Element | null): void {
    this.#piece?.classList.remove('is-read');
    piece?.classList.add('is-read');
    this.#piece = piece;
    this.#whenChanged();
  }
}
