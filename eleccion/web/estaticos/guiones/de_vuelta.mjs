// A page that somebody opened between two voters and left: the first screen comes back by itself.

const CALLADO_MS = 2 * 60 * 1000;

let reloj;

function esperar() {
  clearTimeout(reloj);
  reloj = setTimeout(() => location.replace("/"), CALLADO_MS);
}

for (const suceso of ["pointerdown", "keydown", "scroll"]) document.addEventListener(suceso, esperar);
esperar();
