// The cards of the choice: as many as fit at the size of letter, in pages with a clear count.

import { decir } from "./textos.mjs";

const POR_PAGINA = 9;

/** The cards of one ballot, in its order. */
export class Opciones {
  #pagina = 0;

  constructor({ al_elegir }) {
    this.cartas = [...document.querySelectorAll("#opciones [data-opcion]")];
    for (const carta of this.cartas) {
      carta.addEventListener("click", () => al_elegir(Number(carta.dataset.opcion)));
    }
    document.getElementById("siguientes").addEventListener("click", () => this.#ir(1));
    document.getElementById("anteriores").addEventListener("click", () => this.#ir(-1));
  }

  /** Show the page of cards where we are; the last card, to choose none, is on every page. */
  acomodar() {
    const planillas = this.cartas.slice(0, -1);
    const caben = planillas.length < POR_PAGINA ? planillas.length : POR_PAGINA - 1;
    const paginas = Math.ceil(planillas.length / caben);
    this.#pagina = Math.min(this.#pagina, paginas - 1);
    const desde = this.#pagina * caben;
    for (const [lugar, carta] of planillas.entries()) {
      carta.hidden = lugar < desde || lugar >= desde + caben;
    }
    document.getElementById("paginas").hidden = paginas === 1;
    document.getElementById("anteriores").disabled = this.#pagina === 0;
    document.getElementById("siguientes").disabled = this.#pagina === paginas - 1;
    const cuenta = document.getElementById("pagina");
    cuenta.hidden = paginas === 1;
    cuenta.textContent = decir("elegir_pagina", {
      desde: String(desde + 1),
      hasta: String(Math.min(desde + caben, planillas.length)),
      total: String(planillas.length),
    });
  }

  /** Show a card once more, large. */
  copiar(opcion, lugar) {
    const copia = this.cartas[opcion].cloneNode(true);
    lugar.replaceChildren(...copia.childNodes);
  }

  /** Leave nothing of the choice in the page. */
  olvidar() {
    document.getElementById("elegida").replaceChildren();
    this.#pagina = 0;
  }

  #ir(salto) {
    this.#pagina += salto;
    this.acomodar();
    this.cartas.find((carta) => !carta.hidden).focus();
  }
}
