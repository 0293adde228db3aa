// The page read aloud: what has the focus, and each screen as it comes. With the screen off nothing
// else tells what happens, so every control says what it does and every action is confirmed.

/** Speaks in the page's language through the browser. */
export class Voz {
  constructor() {
    this.encendida = false;
  }

  /** Call back with whether this machine can speak, now and when its voices come. */
  static al_saber(decir) {
    const sintesis = window.speechSynthesis;
    const mirar = () => decir((sintesis?.getVoices().length ?? 0) > 0);
    sintesis?.addEventListener?.("voiceschanged", mirar);
    mirar();
  }

  /** Begin: read what has the focus from now on. */
  encender() {
    this.encendida = true;
    document.addEventListener("focusin", this.#al_enfocar);
  }

  /** Be quiet. */
  apagar() {
    this.encendida = false;
    document.removeEventListener("focusin", this.#al_enfocar);
    window.speechSynthesis?.cancel();
  }

  /** Say a text, instead of what was being said. */
  decir(texto) {
    if (!this.encendida || !texto) return;
    const dicho = new SpeechSynthesisUtterance(texto);
    dicho.lang = document.documentElement.lang;
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(dicho);
  }

  /** Read a whole screen: its heading and its paragraphs. */
  leer(seccion) {
    const partes = [...seccion.querySelectorAll("h1, p, .elegida")].filter((p) => p.offsetParent !== null);
    this.decir(partes.map((p) => p.textContent.trim()).filter(Boolean).join(". "));
  }

  #al_enfocar = ({ target }) => {
    if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) {
      this.decir(rotulo(target));
    } else if (target instanceof HTMLInputElement) {
      this.decir(target.labels?.[0]?.textContent ?? "");
    }
  };
}

/** What a control says, without what is only drawn. */
function rotulo(control) {
  const copia = control.cloneNode(true);
  for (const dibujo of copia.querySelectorAll("[aria-hidden]")) dibujo.remove();
  return copia.textContent.replace(/\s+/g, " ").trim();
}
