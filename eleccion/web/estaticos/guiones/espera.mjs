// The screen between two voters: the field of the scanner always has the focus, and after a while the
// word on the voter before is taken away.

import { tiene_forma_de_credencial } from "../../../../boletas/cripto/credencial.mjs";
import { escribir_en } from "./a_la_espera.mjs";
import { codigo_de_pase } from "./codigo_de_pase.mjs";

const OLVIDO_MS = 60 * 1000;

const campo = document.getElementById("tarjeta");
const es_pase = document.getElementById("es-pase");
document.addEventListener("pointerup", () => setTimeout(() => {
  if (!document.activeElement || document.activeElement === document.body) campo.focus();
}));
// The field is shut until this module is here to look at what is typed into it.
campo.disabled = false;
campo.focus();
escribir_en(() => campo);
// A voter who scans before the way is given: the secret of a pase never leaves this page.
campo.form.addEventListener("submit", (suceso) => {
  es_pase.hidden = !tiene_forma_de_credencial(codigo_de_pase(campo.value));
  if (es_pase.hidden) return;
  suceso.preventDefault();
  campo.value = "";
  campo.focus();
});
setTimeout(() => {
  for (const dicho of document.querySelectorAll(".estado:not([role=alert])")) dicho.textContent = "";
}, OLVIDO_MS);
