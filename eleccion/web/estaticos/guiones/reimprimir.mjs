// Print again the comprobante that this page shows: the page that waited for it died.

import { imprimir_comprobante } from "./papel.mjs";

const boton = document.getElementById("reimprimir");
boton.addEventListener("click", imprimir_comprobante);
// Before this line a touch would be lost: the page came with the button off.
boton.disabled = false;
