// Canonical JSON as Belenios writes it: compact, raw UTF-8, fields in the order given. Twin of
// canonico.py.
//
// JSON.parse alone would lose what has to be refused: it drops duplicate fields, moves fields that
// look like numbers, rounds long integers. So the structure is walked here, strings alone are left
// to it, and what was read is written again and compared.

import { CampoInesperado, TextoNoCanonico } from "../errores.mjs";

const DEL = "\x7f";
const ENTERO = /-?(?:0|[1-9][0-9]*)/y;
const CADENA = /"(?:[^"\\]|\\.)*"/sy;
// Python reads no longer integer; no lawful text comes near.
const CIFRAS = 4300;
// Levels of nesting; no lawful text has more than 8.
const HONDURA = 32;

/**
 * Write objects (in field order), arrays, strings, integers and booleans canonically.
 *
 * @returns {Uint8Array}
 * @throws {TextoNoCanonico} A text holds DEL, which the Belenios tool spells otherwise, or a lone
 *   surrogate.
 */
export function escribir(valor) {
  const cadena = texto_de(valor);
  if (cadena.includes(DEL)) {
    throw new TextoNoCanonico("un texto contiene el carácter DEL, que no se permite");
  }
  return new TextEncoder().encode(cadena);
}

/**
 * Read canonical JSON; the value returned writes back to exactly `texto`.
 *
 * @param {Uint8Array} texto
 * @returns Objects as Map in field order; integers as numbers, or BigInt where a number is inexact.
 * @throws {TextoNoCanonico} `texto` is not JSON, or not its canonical spelling.
 */
export function leer(texto) {
  let cadena;
  let reescrito;
  let valor;
  try {
    cadena = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(texto);
    valor = new Lector(cadena).leer_todo();
    reescrito = texto_de(valor);
  } catch (error) {
    if (!(
      error instanceof SyntaxError ||
      error instanceof TypeError ||
      error instanceof RangeError
    )) {
      throw error;
    }
    throw new TextoNoCanonico("el texto no es JSON en UTF-8, sin decimales");
  }
  if (reescrito !== cadena || cadena.includes(DEL)) {
    throw new TextoNoCanonico("el texto no está en la única forma permitida (JSON canónico)");
  }
  return valor;
}

/**
 * Take an object that has exactly these fields, the optional ones last, all in this order.
 *
 * @returns {Record<string, unknown>}
 * @throws {CampoInesperado} Not an object, or a field is missing, unknown or out of order.
 */
export function leer_campos(valor, obligatorios, opcionales = []) {
  if (!(valor instanceof Map)) {
    throw new CampoInesperado(`se esperaba un objeto con los campos ${obligatorios.join(", ")}`);
  }
  const campos = [...valor.keys()];
  const esperados = [...obligatorios, ...opcionales.filter((campo) => valor.has(campo))];
  if (campos.length !== esperados.length || campos.some((campo, i) => campo !== esperados[i])) {
    const hay = campos.join(", ").slice(0, 200);
    throw new CampoInesperado(`se esperaban los campos ${obligatorios.join(", ")}; hay '${hay}'`);
  }
  return Object.fromEntries(valor);
}

/** Take an array, of exactly `largo` elements when given. Throws `CampoInesperado`. */
export function leer_arreglo(valor, largo = null) {
  if (!Array.isArray(valor) || (largo !== null && valor.length !== largo)) {
    throw new CampoInesperado(
      largo === null ? "se esperaba un arreglo" : `se esperaba un arreglo de ${largo}`,
    );
  }
  return valor;
}

/** Take a string. Throws `CampoInesperado` for anything else. */
export function leer_cadena(valor) {
  if (typeof valor !== "string") throw new CampoInesperado("se esperaba un texto");
  return valor;
}

/** Take a whole number >= 0 (a boolean is not one). Throws `CampoInesperado`. */
export function leer_entero(valor) {
  if ((typeof valor !== "number" && typeof valor !== "bigint") || valor < 0) {
    throw new CampoInesperado("se esperaba un número entero, sin signo");
  }
  return valor;
}

function texto_de(valor) {
  if (typeof valor === "string") {
    // JSON.stringify would escape it, and its escape would read back as canonical.
    if (!es_unicode(valor)) {
      throw new TextoNoCanonico("un texto contiene un carácter que no es Unicode válido");
    }
    return JSON.stringify(valor);
  }
  if (valor === null || typeof valor === "boolean" || typeof valor === "bigint")
    return String(valor);
  if (Number.isSafeInteger(valor)) return String(valor);
  if (Array.isArray(valor)) return `[${valor.map(texto_de).join(",")}]`;
  if (typeof valor !== "object")
    throw new TypeError(`not a value of canonical JSON: ${typeof valor}`);
  const campos = valor instanceof Map ? [...valor] : Object.entries(valor);
  return `{${campos.map(([campo, v]) => `${texto_de(campo)}:${texto_de(v)}`).join(",")}}`;
}

function es_unicode(cadena) {
  return !/[\ud800-\udfff]/u.test(cadena);
}

class Lector {
  constructor(cadena) {
    this.cadena = cadena;
    this.lugar = 0;
  }

  leer_todo() {
    const valor = this.valor(0);
    if (this.lugar !== this.cadena.length) throw new SyntaxError("more text after the value");
    return valor;
  }

  valor(hondura) {
    const inicial = this.cadena[this.lugar];
    if (hondura === HONDURA && (inicial === "{" || inicial === "[")) {
      throw new RangeError("nested too deep");
    }
    if (inicial === "{") return this.objeto(hondura + 1);
    if (inicial === "[") return this.arreglo(hondura + 1);
    if (inicial === '"') return JSON.parse(this.tomar(CADENA));
    for (const [palabra, valor] of [
      ["true", true],
      ["false", false],
      ["null", null],
    ]) {
      if (this.cadena.startsWith(palabra, this.lugar)) {
        this.lugar += palabra.length;
        return valor;
      }
    }
    return this.entero();
  }

  entero() {
    const cifras = this.tomar(ENTERO);
    if (cifras.length > CIFRAS) throw new RangeError("an integer too long");
    const numero = Number(cifras);
    // A fraction or an exponent is left behind, and what follows the value refuses it.
    return Number.isSafeInteger(numero) ? numero : BigInt(cifras);
  }

  objeto(hondura) {
    const campos = new Map();
    this.separados("}", () => {
      const campo = JSON.parse(this.tomar(CADENA));
      this.exigir(":");
      campos.set(campo, this.valor(hondura));
    });
    return campos;
  }

  arreglo(hondura) {
    const valores = [];
    this.separados("]", () => valores.push(this.valor(hondura)));
    return valores;
  }

  separados(cierre, leer_uno) {
    this.lugar += 1;
    if (this.cadena[this.lugar] === cierre) {
      this.lugar += 1;
      return;
    }
    for (;;) {
      leer_uno();
      if (this.cadena[this.lugar] === cierre) {
        this.lugar += 1;
        return;
      }
      this.exigir(",");
    }
  }

  exigir(signo) {
    if (this.cadena[this.lugar] !== signo) throw new SyntaxError(`expected ${signo}`);
    this.lugar += 1;
  }

  tomar(forma) {
    forma.lastIndex = this.lugar;
    const hallado = forma.exec(this.cadena);
    if (hallado === null) throw new SyntaxError("not a value of JSON");
    this.lugar = forma.lastIndex;
    return hallado[0];
  }
}
