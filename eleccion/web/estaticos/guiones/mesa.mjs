// The table without a mouse: the field that waits for the scanner keeps the focus. Everything works
// without this.

import { escribir_en } from "./a_la_espera.mjs";

const espera = document.querySelector("[data-espera]");
if (espera instanceof HTMLInputElement) {
  espera.focus({ preventScroll: true });
  escribir_en(() => espera);
}

document.addEventListener("submit", (suceso) => {
  const forma = suceso.target;
  if (!(forma instanceof HTMLFormElement)) return;
  for (const boton of forma.querySelectorAll("button")) boton.setAttribute("aria-busy", "true");
  const quedan = [...forma.querySelectorAll("[data-se-queda]")].map((campo) => [campo.id, campo.value]);
  if (quedan.length) history.replaceState({ escrito: Object.fromEntries(quedan) }, "");
});

// A field that suggests nothing is emptied by the browser on the way back from a refusal. What goes
// into the acta waits in this entry of the history; what names a voter, a card and a NIP never do.
if (sessionStorage.getItem("de_vuelta")) {
  sessionStorage.removeItem("de_vuelta");
  for (const [id, escrito] of Object.entries(history.state?.escrito ?? {})) {
    const campo = document.getElementById(id);
    if (campo?.matches("[data-se-queda]")) campo.value = escrito;
  }
}
