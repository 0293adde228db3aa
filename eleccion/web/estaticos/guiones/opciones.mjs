// The cards of the choice: as many as fit at the size of letter, in pages with a clear count.

import { poner } from "./textos.mjs";

const POR_PAGINA = 9;
const POCAS = 4;

/** The cards of one ballot, in its order. */
export class Opciones {
  #primera = 0;
  #caben = 1;

  constructor({ al_elegir, al_pasar }) {
    this.al_pasar = al_pasar;
    this.cartas = [...document.querySelectorAll("#opciones [data-opcion]")];
    for (const carta of this.cartas) {
      carta.addEventListener("click", () => al_elegir(Number(carta.dataset.opcion)));
    }
    document.getElementById("siguientes").addEventListener("click", () => this.#ir(1));
    document.getElementById("anteriores").addEventListener("click", () => this.#ir(-1));
  }

  /** Show the page of cards where we are; the last card, to choose none, is on every page. */
  acomodar() {
    // Elsewhere there is nothing to measure; it is done again when the screen comes.
    if (document.getElementById("elegir").hidden) return;
    const planillas = this.cartas.length - 1;
    let caben = planillas < POR_PAGINA ? planillas : POR_PAGINA - 1;
    this.#mostrar(caben);
    // Who has to scroll may not know that there was more to choose from: fewer, on more pages.
    while (caben > 1 && document.scrollingElement.scrollHeight > window.innerHeight) {
      caben -= 1;
      this.#mostrar(caben);
    }
  }

  #mostrar(caben) {
    const planillas = this.cartas.slice(0, -1);
    const paginas = Math.ceil(planillas.length / caben);
    // The first card that was on the screen stays on it, however many fit beside it.
    const pagina = Math.min(Math.floor(this.#primera / caben), paginas - 1);
    const desde = pagina * caben;
    const hasta = Math.min(desde + caben, planillas.length);
    this.#caben = caben;
    for (const [lugar, carta] of planillas.entries()) carta.hidden = lugar < desde || lugar >= hasta;
    document.getElementById("opciones").classList.toggle("pocas", hasta - desde < POCAS);
    document.getElementById("paginas").hidden = paginas === 1;
    document.getElementById("anteriores").disabled = pagina === 0;
    document.getElementById("siguientes").disabled = pagina === paginas - 1;
    const cuenta = document.getElementById("pagina");
    cuenta.hidden = paginas === 1;
    poner(cuenta, hasta - desde === 1 ? "elegir_pagina_una" : "elegir_pagina", {
      desde: String(desde + 1),
      hasta: String(hasta),
      total: String(planillas.length),
    });
  }

  /** Show a card once more, large. */
  copiar(opcion, lugar) {
    const carta = this.cartas[opcion];
    const copia = carta.cloneNode(true);
    const emblema = carta.querySelector("img");
    // Drawn from the one on the card: a picture asked for once more would tell the urna the choice.
    if (emblema) copia.querySelector("img").replaceWith(dibujar(emblema));
    lugar.replaceChildren(...copia.childNodes);
  }

  /** Leave nothing of the choice in the page. */
  olvidar() {
    document.getElementById("elegida").replaceChildren();
    this.#primera = 0;
  }

  #ir(salto) {
    this.#primera = Math.max(0, (Math.floor(this.#primera / this.#caben) + salto) * this.#caben);
    this.acomodar();
    const carta = this.cartas.find(({ hidden }) => !hidden);
    carta.focus();
    this.al_pasar(document.getElementById("pagina"), carta);
  }
}

/** The picture of an image that was loaded, without loading anything. */
function dibujar(imagen) {
  const lienzo = document.createElement("canvas");
  lienzo.width = imagen.naturalWidth;
  lienzo.height = imagen.naturalHeight;
  if (lienzo.width) lienzo.getContext("2d").drawImage(imagen, 0, 0);
  return lienzo;
}
