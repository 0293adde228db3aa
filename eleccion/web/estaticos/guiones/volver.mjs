// Back to the locked screen. A machine that does not answer would leave the browser's own page of
// errors, which says nothing to a voter and does not mend itself.

import { leer, SinRespuesta } from "./pedidos.mjs";

const CADA_MS = 2000;

/**
 * Go there, once the machine answers anything at all to `pedir`. `al_esperar` is called when it does
 * not.
 */
export async function volver(al_esperar = () => {}, pedir = () => leer("/ficha")) {
  try {
    await pedir();
  } catch (falla) {
    if (falla instanceof SinRespuesta) {
      al_esperar();
      setTimeout(() => volver(al_esperar, pedir), CADA_MS);
      return;
    }
  }
  location.replace("/");
}
