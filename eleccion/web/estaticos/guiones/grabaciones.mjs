// The recordings of a language. All of them are fetched at once, before any is played: what is fetched
// tells the urna that somebody listens, and never which planilla was read aloud.

import { grabadas, idioma } from "./textos.mjs";

/** Every recording of the page's language, held in the page. */
export class Grabaciones {
  #idioma;
  #viaje = Promise.resolve();
  #traidas = new Map();
  #contexto;
  #fuente;

  /** Bring all of them, once for each language. What does not come is not at hand. */
  traer() {
    if (this.#idioma !== idioma()) {
      this.#idioma = idioma();
      this.#traidas = new Map();
      this.#viaje = this.#pedir(this.#idioma, this.#traidas);
    }
    return this.#viaje;
  }

  async #pedir(lengua, traidas) {
    for (const clave of grabadas()) {
      try {
        const respuesta = await fetch(`/idiomas/${lengua}/${clave}`);
        if (respuesta.ok) traidas.set(clave, await respuesta.arrayBuffer());
      } catch {
        return;
      }
    }
  }

  /** Tell whether a sentence is at hand. */
  tiene(clave) {
    return this.#traidas.has(clave);
  }

  /** Play one to its end, or until it is silenced; rejects when it is no sound. */
  async tocar(clave) {
    this.#contexto ??= new AudioContext();
    const fuente = this.#contexto.createBufferSource();
    this.#fuente = fuente;
    // Decoding takes the bytes away: a copy stays for the next time.
    const sonido = await this.#contexto.decodeAudioData(this.#traidas.get(clave).slice(0));
    if (this.#fuente !== fuente) return;
    fuente.buffer = sonido;
    fuente.connect(this.#contexto.destination);
    await new Promise((listo) => {
      fuente.onended = listo;
      fuente.start();
    });
  }

  /** Silence what is playing. */
  callar() {
    const fuente = this.#fuente;
    this.#fuente = undefined;
    if (fuente?.buffer) fuente.stop();
  }
}
