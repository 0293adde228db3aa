// Nobody knows whether a ballot is kept: the page holds it and asks until it knows. It gives up for no
// time that passes, only for an official, who is told to look with the pase.

import { enviar, Rechazo } from "./pedidos.mjs";
import { poner } from "./textos.mjs";
import { volver } from "./volver.mjs";

const CADA_MS = 10 * 1000;

const $ = (id) => document.getElementById(id);

/** The screen of a doubt. `intentar` asks once more, and rejects with what it was answered. */
export class Duda {
  #intentar;
  #reloj;
  #preguntando = false;

  constructor({ mostrar, resolver, decir }) {
    this.decir = decir;
    this.mostrar = mostrar;
    this.resolver = resolver;
    $("reintentar").addEventListener("click", () => this.#preguntar());
    $("duda-tarjetas").addEventListener("submit", (suceso) => {
      suceso.preventDefault();
      this.#abrir(suceso.target);
    });
    $("duda-soltar").addEventListener("submit", (suceso) => {
      suceso.preventDefault();
      this.#soltar(suceso.target);
    });
  }

  /** Begin, or go on: the answer is not known. */
  dudar(intentar, texto, cerrado) {
    this.#intentar = intentar;
    poner($("duda-texto"), texto);
    const se_cerro = cerrado && $("duda-abrir").hidden;
    $("duda-abrir").hidden = $("duda-tarjetas").hidden = !cerrado;
    $("duda-soltar").hidden = cerrado;
    if ($("duda").hidden) this.mostrar("duda");
    else if (se_cerro) this.decir($("duda-abrir"));
    clearTimeout(this.#reloj);
    this.#reloj = setTimeout(() => this.#preguntar(), CADA_MS);
  }

  async #preguntar() {
    if (this.#preguntando || !this.#intentar) return;
    this.#preguntando = $("reintentar").disabled = true;
    clearTimeout(this.#reloj);
    try {
      await this.#intentar();
      this.#intentar = undefined;
    } catch (falla) {
      this.resolver(falla, this.#intentar);
    } finally {
      this.#preguntando = $("reintentar").disabled = false;
    }
  }

  async #abrir(forma) {
    try {
      await enviar("/abrir", new FormData(forma));
      forma.reset();
      $("duda-falla").hidden = true;
    } catch (falla) {
      // It leads to a page, which is no data: only a refusal says that the cards did not open it.
      if (falla instanceof Rechazo) return this.#negar();
    }
    await this.#preguntar();
  }

  async #soltar(forma) {
    try {
      await enviar("/soltar", new FormData(forma));
    } catch {
      this.#negar();
      return;
    }
    this.#intentar = undefined;
    clearTimeout(this.#reloj);
    volver();
  }

  #negar() {
    poner($("duda-falla"), "error_tarjeta");
    $("duda-falla").hidden = false;
  }
}
