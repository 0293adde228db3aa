// The line below the screen, asked for again while nobody touches anything: a memory that was pulled
// out and a printer that stopped do not wait for the next page. Asking is no use of the screen: it
// keeps in nobody whose card should be asked for again.

const CADA_MS = 30_000;

const vivo = document.getElementById("vivo");
let dicho = vivo?.innerHTML.trim();

async function preguntar() {
  try {
    const opciones = { redirect: "error", signal: AbortSignal.timeout(CADA_MS) };
    const respuesta = await fetch(vivo.dataset.de, opciones);
    if (!respuesta.ok) return false;
    const texto = (await respuesta.text()).trim();
    // The same line again is not told anew to who listens.
    if (texto !== dicho) vivo.innerHTML = dicho = texto;
    return true;
  } catch {
    return false;
  }
}

async function renovar() {
  if (document.hidden) return;
  document.getElementById("viejo").hidden = await preguntar();
}

if (vivo) {
  setInterval(renovar, CADA_MS);
  document.addEventListener("visibilitychange", renovar);
}
