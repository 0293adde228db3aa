// The code of a pase on an official's form: what goes to the urna is its public half, never its secret.

import { derivar_credencial } from "../../../../boletas/cripto/credencial.mjs";
import { codigo_de_pase } from "./codigo_de_pase.mjs";

const forma = document.getElementById("forma");
const codigo = document.getElementById("codigo");
const falla = document.getElementById("falla");

forma.addEventListener("submit", (suceso) => {
  try {
    const { publica } = derivar_credencial(forma.dataset.uuid, codigo_de_pase(codigo.value));
    document.getElementById("credencial").value = publica;
    falla.hidden = true;
  } catch {
    suceso.preventDefault();
    falla.hidden = false;
    codigo.focus();
  }
});

// Shut until this module is here to keep what is typed into it.
codigo.disabled = false;
codigo.focus();
