// The camera fills the field of a constancia digital; without a camera the field and the file do.

import { leer_codigo } from "./camara.mjs";

const forma = document.getElementById("constancia");
const boton = document.getElementById("usar-camara");
let lectura;

if (navigator.mediaDevices && forma instanceof HTMLFormElement && boton) {
  boton.hidden = false;
  boton.addEventListener("click", async () => {
    lectura?.abort();
    lectura = new AbortController();
    const falla = document.getElementById("sin-camara");
    falla.hidden = true;
    try {
      const campo = document.getElementById("nota");
      campo.value = await leer_codigo(document.getElementById("camara"), forma.dataset.lector, lectura.signal);
      campo.focus();
    } catch {
      falla.hidden = lectura.signal.aborted;
    }
  });
}
