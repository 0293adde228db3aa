// The page read aloud: what has the focus, and each screen as it comes. With the screen off nothing
// else tells what happens, so every control says what it does and every action is confirmed. A
// sentence that was recorded whole is played; another is spoken by the browser, in the language of
// the page and in no other. What can be neither played nor spoken ends the voice, and the page says so.

import { contar, deletrear, espaciar, partir } from "./frases.mjs";
import { Grabaciones } from "./grabaciones.mjs";
import { plantilla, toda_grabada } from "./textos.mjs";

/** What the voices of a browser may take to be known, from the beginning of the page. */
const VOCES_MS = 15_000;
/** What a voice may take to begin, and then for each letter: several times what a slow one takes. */
const COMIENZO_MS = 10_000;
const LETRA_MS = 400;
/** How an utterance ends that this page itself cut short. */
const CORTADAS = ["interrupted", "canceled"];

const raiz = (etiqueta) => etiqueta.toLowerCase().split(/[-_]/)[0];

/** Speaks in the page's language. `al_callarse` is called when it cannot go on. */
export class Voz {
  #turno = 0;
  #elegida = null;
  #sabidas;
  // Held until it ends: a browser forgets to tell the end of an utterance that nobody holds.
  #dicho;
  #grabaciones = new Grabaciones();

  constructor({ al_saber, al_callarse }) {
    this.encendida = false;
    this.al_callarse = al_callarse;
    this.#sabidas = new Promise((listo) => {
      // A browser looks for its voices once it is asked for them; they come after its page.
      window.speechSynthesis?.addEventListener?.("voiceschanged", () => {
        this.#elegida = null;
        listo();
        al_saber();
      });
      if (!window.speechSynthesis || window.speechSynthesis.getVoices().length) listo();
      setTimeout(listo, VOCES_MS);
    });
  }

  /** Whether it can speak, once its voices had the time that they take. */
  async llega() {
    if (!this.puede) await this.#sabidas;
    return this.puede;
  }

  /** Whether this machine can say everything in the language of the page. */
  get puede() {
    return this.#habla || toda_grabada();
  }

  /**
   * Whether the browser has a voice for the language: that of another would read it as noise. One that
   * speaks elsewhere would be told what somebody chooses.
   */
  get #habla() {
    const lengua = document.documentElement.lang;
    if (!this.#elegida?.voz || this.#elegida.lengua !== lengua) {
      const propias = (window.speechSynthesis?.getVoices() ?? []).filter(
        ({ lang, localService }) => localService !== false && raiz(lang) === raiz(lengua),
      );
      const de = (etiqueta) => propias.find(({ lang }) => lang === etiqueta);
      this.#elegida = { lengua, voz: de(lengua) ?? de(`${raiz(lengua)}-419`) ?? propias[0] };
    }
    return this.#elegida.voz !== undefined;
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
      if ((await this.#hablar(texto)) || turno !== this.#turno) continue;
      return this.#rendirse();
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

  /** Speak; tells whether it was heard out or cut short here. A voice that does not answer is none. */
  #hablar(texto) {
    return new Promise((listo) => {
      const dicho = new SpeechSynthesisUtterance(texto);
      let limite;
      const acabar = (bien) => {
        clearTimeout(limite);
        listo(bien);
      };
      const esperar = (ms) => {
        clearTimeout(limite);
        limite = setTimeout(acabar, ms, false);
      };
      dicho.voice = this.#elegida.voz;
      dicho.lang = this.#elegida.voz.lang;
      dicho.onstart = () => esperar(COMIENZO_MS + LETRA_MS * texto.length);
      dicho.onend = () => acabar(true);
      dicho.onerror = ({ error }) => acabar(CORTADAS.includes(error));
      esperar(COMIENZO_MS);
      this.#dicho = dicho;
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
  if (deletreo !== undefined) {
    return decible(espaciar(nodo.textContent), () => deletrear(nodo.textContent));
  }
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
