// Texts of the page in the voter's language. Elements say which text is theirs with `data-t`; what
// fills its places stands in `data-t-<place>`.

import { leer } from "./pedidos.mjs";

let textos = {};
let dichas = [];
let completa = false;
let hablada = "";

/** Give a text with its places filled. */
export function decir(clave, huecos = {}) {
  return (textos[clave] ?? "").replace(/\{(\w+)\}/g, (_, hueco) => huecos[hueco] ?? "");
}

/** Take a language and put its texts everywhere in the page. */
export async function hablar_en(clave) {
  const dados = await leer(`/idiomas/${clave}`);
  textos = dados.textos;
  dichas = dados.grabadas;
  completa = dados.toda_la_voz;
  hablada = clave;
  document.documentElement.lang = clave;
  for (const elemento of document.querySelectorAll("[data-t]")) escribir(elemento);
}

/** Keys of what was recorded in this language. */
export function grabadas() {
  return dichas;
}

/** Whether nothing that the page says in this language lacks its recording. */
export function toda_grabada() {
  return completa;
}

/** A text of the catalogue as it was written, its places not filled. */
export function plantilla(clave) {
  return textos[clave] ?? "";
}

/** Tag of the language of the page. */
export function idioma() {
  return hablada;
}

/** Make a text of the catalogue the content of an element, now and in every language after. */
export function poner(elemento, clave, huecos = {}) {
  elemento.dataset.t = clave;
  for (const [hueco, valor] of Object.entries(huecos)) elemento.setAttribute(`data-t-${hueco}`, valor);
  escribir(elemento);
}

function escribir(elemento) {
  const huecos = {};
  for (const { name, value } of elemento.attributes) {
    if (name.startsWith("data-t-")) huecos[name.slice(7)] = value;
  }
  elemento.textContent = decir(elemento.dataset.t, huecos);
}
