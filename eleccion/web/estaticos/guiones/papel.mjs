// Paper comes out of this page: the browser of a kiosk prints without asking. The slips of every
// answer are in it already, so no other machine learns which one is printed.

const hoja = document.getElementById("hoja");
const tira = document.getElementById("tira");

/** Print the paper of a vote. It resolves when the browser has taken it, not when it is out. */
export function imprimir_testigo(opcion) {
  return imprimir(hoja.querySelector(`[data-testigo="${opcion}"]`));
}

/** Print the comprobante, for who asks for it. */
export function imprimir_comprobante() {
  return imprimir(tira);
}

async function imprimir(papel) {
  papel.hidden = false;
  try {
    await new Promise((listo) => requestAnimationFrame(() => setTimeout(listo)));
    window.print();
  } finally {
    papel.hidden = true;
  }
}
