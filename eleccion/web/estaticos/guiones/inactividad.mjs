// Somebody who walked away: five minutes without a touch, ten with the voice, then a question; with no
// answer the page gives up, which never keeps a vote.

import { poner } from "./textos.mjs";

const CALLADO_MS = 5 * 60 * 1000;
const CON_VOZ_MS = 10 * 60 * 1000;
const AVISO_S = 30;

/** Watch the voter. `al_irse` is called once nobody answered. */
export class Inactividad {
  #desde = Date.now();
  #reloj;
  #cuenta;

  constructor({ con_voz, al_irse, al_preguntar }) {
    this.con_voz = con_voz;
    this.al_irse = al_irse;
    this.al_preguntar = al_preguntar;
    for (const suceso of ["pointerdown", "keydown", "input"]) {
      document.addEventListener(suceso, () => this.usar(), { capture: true });
    }
    const dialogo = document.getElementById("ahi");
    document.getElementById("ahi-si").addEventListener("click", () => dialogo.close());
    // Whatever closes the question, the Esc key too, is somebody who is there.
    dialogo.addEventListener("close", () => this.#seguir());
    this.#reloj = setInterval(() => this.#mirar(), 1000);
  }

  /** Somebody is there. */
  usar() {
    this.#desde = Date.now();
  }

  /** Stop watching: the vote is over. */
  parar() {
    clearInterval(this.#reloj);
    clearInterval(this.#cuenta);
  }

  #mirar() {
    const espera = this.con_voz() ? CON_VOZ_MS : CALLADO_MS;
    const dialogo = document.getElementById("ahi");
    if (dialogo.open || Date.now() - this.#desde < espera) return;
    let quedan = AVISO_S;
    const texto = document.getElementById("ahi-texto");
    const escribir = () => poner(texto, "ahi_texto", { segundos: String(quedan) });
    escribir();
    dialogo.showModal();
    this.al_preguntar(dialogo);
    this.#cuenta = setInterval(() => {
      quedan -= 1;
      escribir();
      if (quedan > 0) return;
      this.parar();
      dialogo.close();
      this.al_irse();
    }, 1000);
  }

  #seguir() {
    clearInterval(this.#cuenta);
    this.usar();
  }
}
