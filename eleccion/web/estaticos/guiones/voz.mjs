// The page read aloud: what has the focus, and each screen as it comes. With the screen off nothing
// else tells what happens, so every control says what it does and every action is confirmed. A
// sentence that was recorded is played; the rest is spoken by the browser.

import { Grabaciones } from "./grabaciones.mjs";

/** Speaks in the page's language. */
export class Voz {
  #turno = 0;
  #grabaciones = new Grabaciones();
  #hay_sintesis = false;

  constructor({ al_saber }) {
    this.encendida = false;
    // The voices of a browser come after its page.
    const sintesis = window.speechSynthesis;
    const mirar = () => {
      this.#hay_sintesis = (sintesis?.getVoices().length ?? 0) > 0;
      al_saber();
    };
    sintesis?.addEventListener?.("voiceschanged", mirar);
    mirar();
  }

  /** Whether this machine has anything to speak with. */
  get puede() {
    return this.#hay_sintesis || this.#grabaciones.hay;
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
    this.#callar();
  }

  /** Say a text, or an element of the page, instead of what was being said. */
  decir(que) {
    if (!this.encendida || !que) return;
    this.#decir(typeof que === "string" ? [{ texto: que }] : segmentos(que));
  }

  /** Read a whole screen: its heading and its paragraphs. */
  leer(seccion) {
    if (!this.encendida) return;
    const partes = [...seccion.querySelectorAll("h1, p, .elegida")].filter((p) => p.offsetParent !== null);
    this.#decir(partes.flatMap(segmentos));
  }

  #callar() {
    this.#turno += 1;
    this.#grabaciones.callar();
    window.speechSynthesis?.cancel();
  }

  async #decir(partes) {
    this.#callar();
    const turno = this.#turno;
    await this.#grabaciones.traer();
    for (const { clave, texto } of this.#juntar(partes)) {
      if (turno !== this.#turno) return;
      if (clave) await this.#grabaciones.tocar(clave).catch(() => this.#hablar(texto));
      else await this.#hablar(texto);
    }
  }

  /** What is recorded stands alone, and what fills its places is spoken after it; the rest is joined. */
  #juntar(partes) {
    const juntas = [];
    for (const { clave, texto, huecos } of partes) {
      if (clave && this.#grabaciones.tiene(clave)) {
        juntas.push({ clave, texto }, ...huecos.map((hueco) => ({ texto: hueco })));
      } else if (juntas.length && !juntas.at(-1).clave) {
        juntas.at(-1).texto += `. ${texto}`;
      } else {
        juntas.push({ texto });
      }
    }
    return juntas;
  }

  #hablar(texto) {
    return new Promise((listo) => {
      const dicho = new SpeechSynthesisUtterance(texto);
      dicho.lang = document.documentElement.lang;
      dicho.onend = dicho.onerror = listo;
      window.speechSynthesis.speak(dicho);
    });
  }

  #al_enfocar = ({ target }) => {
    if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) {
      this.decir(target);
    } else if (target instanceof HTMLInputElement) {
      this.decir(target.labels?.[0]);
    }
  };
}

/** Take an element apart into sentences of the catalogue and other texts, without what is only drawn. */
function segmentos(nodo) {
  if (nodo.nodeType === Node.TEXT_NODE) return decible(nodo.textContent);
  if (!(nodo instanceof HTMLElement) || nodo.matches("[aria-hidden], [hidden]")) return [];
  const clave = nodo.dataset.voz ?? nodo.dataset.t;
  if (!clave) return [...nodo.childNodes].flatMap(segmentos);
  const huecos = [...nodo.attributes].filter(({ name }) => name.startsWith("data-t-")).map(({ value }) => value);
  return decible(nodo.textContent).map((parte) => ({ ...parte, clave, huecos }));
}

function decible(texto) {
  const limpio = texto.replace(/\s+/g, " ").trim();
  return limpio ? [{ texto: limpio }] : [];
}
