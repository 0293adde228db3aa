// What the voter's page asks of the urna. An answer is data; a refusal is a `Rechazo` that says its
// class; no answer at all is a `SinRespuesta`, which is not the same thing: then nobody knows.

const ESPERA_MS = 20000;

/** The urna answered no. */
export class Rechazo extends Error {
  constructor(clase, detalle) {
    super(clase);
    this.clase = clase;
    // Where a used pase ended, if that is what it is.
    this.detalle = detalle;
  }
}

/** Nothing came back: it may have been done or not. */
export class SinRespuesta extends Error {}

let ficha = document.body.dataset.ficha ?? "";

/** Send bytes, a form or an object; gives the answer as an object. */
export async function enviar(ruta, cuerpo) {
  const tal_cual = cuerpo instanceof Uint8Array || cuerpo instanceof FormData;
  const texto = tal_cual ? cuerpo : JSON.stringify(cuerpo ?? {});
  const pedir = () =>
    hablar(ruta, { method: "POST", body: texto, headers: { "X-Ficha": ficha, Accept: "application/json" } });
  try {
    return await pedir();
  } catch (falla) {
    if (!(falla instanceof Rechazo) || falla.clase !== "FichaAjena") throw falla;
    // The machine restarted: this page is still of this kiosk, and asks for the new text.
    ficha = (await leer("/ficha")).ficha;
    return await pedir();
  }
}

/** Ask for data. */
export function leer(ruta) {
  return hablar(ruta, { headers: { Accept: "application/json" } });
}

/** Ask for exact bytes. */
export async function leer_octetos(ruta) {
  const respuesta = await fetch(ruta);
  if (!respuesta.ok) throw new Rechazo("", "");
  return new Uint8Array(await respuesta.arrayBuffer());
}

async function hablar(ruta, opciones) {
  let respuesta;
  let datos;
  try {
    respuesta = await fetch(ruta, { ...opciones, redirect: "error", signal: AbortSignal.timeout(ESPERA_MS) });
    datos = await respuesta.json();
  } catch {
    throw new SinRespuesta();
  }
  if (!respuesta.ok) throw new Rechazo(datos.clase ?? "", datos.detalle ?? "");
  return datos;
}
