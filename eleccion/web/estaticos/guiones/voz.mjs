// The page read aloud: what has the focus, and each screen as it comes. With the screen off nothing
// else tells what happens, so every control says what it does and every action is confirmed. A
// sentence that was recorded whole is played; another is spoken by the browser, in the language of
// the page and in no other. What can be neither played nor spoken ends the voice, and the page says so.

import { contar, deletrear, partir } from "./frases.mjs";
import { Grabaciones } from "./grabaciones.mjs";
import { plantilla, toda_grabada } from "./textos.mjs";

const raiz = (etiqueta) => etiqueta.toLowerCase().split(/[-_]/)[0];

/** Speaks in the page's language. `al_callarse` is called when it cannot go on. */
export class Voz {
  #turno = 0;
  #grabaciones = new Grabaciones();

  constructor({ al_saber, al_callarse }) {
    this.encendida = false;
    this.al_callarse = al_callarse;
    // The voices of a browser come after its page.
    window.speechSynthesis?.addEventListener?.("voiceschanged", al_saber);
  }

  /** Whether this machine can say everything in the language of the page. */
  get puede() {
    return this.#habla || toda_grabada();
  }

  /** Whether the browser has a voice for the language: that of another would read it as noise. */
  get #habla() {
    const voces = window.speechSynthesis?.getVoices() ?? [];
    return voces.some(({ lang }) => raiz(lang) === raiz(document.documentElement.lang));
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

  /** Say elements of the page, instead of what was being said. */
  decir(...elementos) {
    if (!this.encendida) return;
    this.#decir(elementos.flatMap((elemento) => (elemento ? segmentos(elemento) : [])));
  }

  /** Read a whole screen, its heading and its paragraphs, after what is said first. */
  leer(seccion, ...primero) {
    const partes = [...seccion.querySelectorAll("h1, p, .elegida")];
    this.decir(...primero, ...partes.filter((parte) => parte.offsetParent !== null));
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
    for (const { nombres, texto } of this.#juntar(partes)) {
      if (turno !== this.#turno) return;
      const tocada = nombres && (await this.#tocar(nombres, turno));
      if (turno !== this.#turno) return;
      if (tocada) continue;
      if (!this.#habla) return this.#rendirse();
      await this.#hablar(texto);
    }
  }

  /** What is recorded whole stands alone; the rest is joined, to be spoken in one breath. */
  #juntar(partes) {
    const juntas = [];
    for (const { grabacion, texto } of partes) {
      const nombres = grabacion?.((nombre) => this.#grabaciones.tiene(nombre));
      if (nombres?.every((nombre) => this.#grabaciones.tiene(nombre))) {
        juntas.push({ nombres, texto });
      } else if (juntas.length && !juntas.at(-1).nombres) {
        juntas.at(-1).texto += /[.:…?]$/.test(juntas.at(-1).texto) ? ` ${texto}` : `. ${texto}`;
      } else {
        juntas.push({ texto });
      }
    }
    return juntas;
  }

  /** Play one after another; tells whether all of them were sound. */
  async #tocar(nombres, turno) {
    try {
      for (const nombre of nombres) {
        if (turno === this.#turno) await this.#grabaciones.tocar(nombre);
      }
      return true;
    } catch {
      return false;
    }
  }

  #hablar(texto) {
    return new Promise((listo) => {
      const dicho = new SpeechSynthesisUtterance(texto);
      dicho.lang = document.documentElement.lang;
      dicho.onend = dicho.onerror = listo;
      window.speechSynthesis.speak(dicho);
    });
  }

  #rendirse() {
    this.apagar();
    this.al_callarse();
  }

  #al_enfocar = ({ target }) => {
    if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) {
      this.decir(target);
    } else if (target instanceof HTMLInputElement) {
      // A form for officials has no words in the voter's language: what it waits for is said instead.
      const del_formulario = target.form?.getAttribute("aria-labelledby");
      this.decir(del_formulario ? document.getElementById(del_formulario) : target.labels?.[0]);
    }
  };
}

/**
 * Take an element apart into sentences, without what is only drawn. `grabacion` gives the names of a
 * sentence's recordings, asked which there are.
 */
function segmentos(nodo) {
  if (nodo.nodeType === Node.TEXT_NODE) return decible(nodo.textContent);
  if (!(nodo instanceof HTMLElement) || nodo.matches("[aria-hidden], [hidden]")) return [];
  const { voz, deletreo, t } = nodo.dataset;
  if (voz) return decible(nodo.textContent, () => [voz]);
  if (deletreo !== undefined) return decible(nodo.textContent, () => deletrear(nodo.textContent));
  if (t) return decible(nodo.textContent, (tiene) => frase(nodo, t, tiene));
  return [...nodo.childNodes].flatMap(segmentos);
}

function frase(nodo, clave, tiene) {
  return partir(clave, plantilla(clave)).flatMap(({ nombre, hueco }) => {
    if (nombre) return [nombre];
    const propia = nodo.getAttribute(`data-voz-${hueco}`);
    const valor = nodo.getAttribute(`data-t-${hueco}`) ?? "";
    if (propia) return [propia];
    return /^\d+$/.test(valor) ? contar(valor, tiene) : deletrear(valor);
  });
}

function decible(texto, grabacion) {
  const limpio = texto.replace(/\s+/g, " ").trim();
  return limpio ? [{ texto: limpio, grabacion }] : [];
}
