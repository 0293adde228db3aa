// The camera fills a field with the code that it sees; without a camera the reader and the hand do.

import { leer_codigo } from "./camara.mjs";

const lugar = document.querySelector("[data-lector]");
const boton = document.getElementById("usar-camara");
let lectura;

if (navigator.mediaDevices && lugar instanceof HTMLElement && boton) {
  boton.hidden = false;
  boton.addEventListener("click", async () => {
    lectura?.abort();
    lectura = new AbortController();
    const falla = document.getElementById("sin-camara");
    falla.hidden = true;
    try {
      const campo = document.getElementById(lugar.dataset.campo);
      campo.value = await leer_codigo(document.getElementById("camara"), lugar.dataset.lector, lectura.signal);
      campo.focus();
    } catch {
      falla.hidden = lectura.signal.aborted;
    }
  });
}
