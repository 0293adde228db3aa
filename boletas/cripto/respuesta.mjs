// One encrypted answer: ciphertexts and the proofs over them. Twin of respuesta.py.

import { mod } from "@noble/curves/abstract/modular.js";
import {
  NumeroDeRespuestas,
  PruebaDeBlancoFalsa,
  PruebaGlobalFalsa,
  PruebaIndividualFalsa,
  VotoFueraDeRango,
} from "../errores.mjs";
import { leer_arreglo, leer_campos } from "./canonico.mjs";
import {
  campos_de_cifrado,
  Cifrado,
  multiplicar,
  recibir_cifrado,
  texto_de_cifrado,
} from "./cifrado.mjs";
import {
  cociente,
  GENERADOR,
  ORDEN,
  potencia,
  potencia_de_g,
  potencia_menor,
  producto,
} from "./grupo.mjs";
import {
  campos_de_prueba,
  leer_prueba,
  probar_disyuncion,
  Rama,
  verificar_bit,
  verificar_disyuncion,
} from "./pruebas.mjs";

/** The blank vote, which excludes every answer. A vote is it, or an array of distinct indices. */
export class Blanco {}

export const BLANCO = Object.freeze(new Blanco());

/** An answer as it came: right counts everywhere, nothing proved yet. */
export class RespuestaRecibida {
  constructor(cifrados, individuales, globales, blanco) {
    this.cifrados = cifrados;
    this.individuales = individuales;
    this.globales = globales;
    this.blanco = blanco;
    Object.freeze(this);
  }
}

/**
 * What one answer holds, and the exponents that encrypted it: with them anybody encrypts again.
 *
 * `vector` has 0 or 1 per ciphertext, in the order of the ballot; `azares` one exponent per
 * ciphertext. They prove what was voted to whoever has them: those of a deposited ballot are
 * erased, never shown.
 */
export class RespuestaAbierta {
  constructor(vector, azares) {
    this.vector = Object.freeze([...vector]);
    Object.defineProperty(this, "azares", { value: Object.freeze([...azares]) });
    Object.freeze(this);
  }
}

/**
 * Encrypt and prove one answer.
 *
 * @param contexto S0: fingerprint of the definition, `|`, public credential.
 * @returns [the canonical object of the answer, what would open it].
 * @throws {VotoFueraDeRango} Repeated or unknown answers, too few or many, or blank not allowed.
 */
export function cifrar_respuesta(llave, contexto, pregunta, voto, azar) {
  const marcas = vector_de(pregunta, voto);
  const testigos = marcas.map(() => azar.menor_que(ORDEN));
  const abierta = new RespuestaAbierta(marcas, testigos);
  const cifrados = marcas.map((m, i) => cifrar(llave, testigos[i], m));
  const textos = cifrados.map(texto_de_cifrado);
  const individuales = marcas.map((m, i) => {
    const ramas = [new Rama(testigos[i], m), new Rama(testigos[i], m - 1)];
    return probar_disyuncion(`prove|${contexto}|${textos[i]}|`, llave, ramas, m, azar);
  });
  const campos = {
    choices: cifrados.map(campos_de_cifrado),
    individual_proofs: individuales.map((par) => par.map(campos_de_prueba)),
  };
  const s = `${contexto}|${textos.join(",")}`;
  const desde = pregunta.blanco ? 1 : 0;
  const suma = mod(
    testigos.slice(desde).reduce((a, b) => a + b, 0n),
    ORDEN,
  );
  const total = marcas.slice(desde).reduce((a, b) => a + b, 0);
  const sumas = enteros(pregunta).map((m) => new Rama(suma, total - m));
  if (!pregunta.blanco) {
    const etiqueta = `prove|${s}|${texto_de_cifrado(multiplicar(cifrados))}|`;
    const globales = probar_disyuncion(etiqueta, llave, sumas, total - pregunta.minimo, azar);
    return [{ ...campos, overall_proof: globales.map(campos_de_prueba) }, abierta];
  }
  const en_blanco = marcas[0];
  const globales = probar_disyuncion(
    `bproof1|${s}|`,
    llave,
    [new Rama(testigos[0], en_blanco - 1), ...sumas],
    en_blanco ? 0 : 1 + total - pregunta.minimo,
    azar,
  );
  const ramas = [new Rama(testigos[0], en_blanco), new Rama(suma, total)];
  const excluyentes = probar_disyuncion(`bproof0|${s}|`, llave, ramas, en_blanco, azar);
  return [
    {
      ...campos,
      overall_proof: globales.map(campos_de_prueba),
      blank_proof: excluyentes.map(campos_de_prueba),
    },
    abierta,
  ];
}

/** Spell a vote as what its ciphertexts hold (`VotoFueraDeRango`). */
export function vector_de(pregunta, voto) {
  const respuestas = pregunta.respuestas.length;
  if (voto instanceof Blanco) {
    if (!pregunta.blanco) throw new VotoFueraDeRango("la pregunta no admite el voto en blanco");
    return [1, ...new Array(respuestas).fill(0)];
  }
  const lista = [...voto];
  const marcadas = new Set(lista);
  const existe = (i) => Number.isInteger(i) && i >= 0 && i < respuestas;
  if (marcadas.size !== lista.length || !lista.every(existe)) {
    throw new VotoFueraDeRango("se marcó una opción que no existe o dos veces la misma");
  }
  if (lista.length < pregunta.minimo || lista.length > pregunta.maximo) {
    throw new VotoFueraDeRango(
      `hay ${lista.length} opciones marcadas; se piden ${pregunta.minimo} a ${pregunta.maximo}`,
    );
  }
  const opciones = pregunta.respuestas.map((_, i) => (marcadas.has(i) ? 1 : 0));
  return pregunta.blanco ? [0, ...opciones] : opciones;
}

/** Encrypt a small number `m` with the exponent `r`. */
export function cifrar(llave, r, m) {
  return new Cifrado(potencia_de_g(r), producto(potencia(llave, r), potencia_menor(m)));
}

/**
 * Read an answer strictly: every field, every count; no proof is checked here.
 *
 * @throws {NumeroDeRespuestas} More or fewer ciphertexts or proofs than the question asks for.
 * @throws {Incumplimiento} Those of fields, scalars and points.
 */
export function recibir_respuesta(valor, pregunta) {
  const nombres = ["choices", "individual_proofs", "overall_proof"];
  if (pregunta.blanco) nombres.push("blank_proof");
  const campos = leer_campos(valor, nombres);
  const globales = pregunta.maximo - pregunta.minimo + 1 + (pregunta.blanco ? 1 : 0);
  return new RespuestaRecibida(
    leer_varios(campos.choices, pregunta.cifrados).map(recibir_cifrado),
    leer_varios(campos.individual_proofs, pregunta.cifrados).map((par) => leer_pruebas(par, 2)),
    leer_pruebas(campos.overall_proof, globales),
    pregunta.blanco ? leer_pruebas(campos.blank_proof, 2) : [],
  );
}

function leer_varios(valor, largo) {
  const valores = leer_arreglo(valor);
  if (valores.length !== largo) {
    throw new NumeroDeRespuestas(`hay ${valores.length} elementos donde la pregunta pide ${largo}`);
  }
  return valores;
}

function leer_pruebas(valor, largo) {
  return leer_varios(valor, largo).map(leer_prueba);
}

/**
 * Check that each ciphertext holds 0 or 1; return them with every point proved.
 *
 * @throws {PruebaIndividualFalsa} A proof does not hold for this key, election, voter, ciphertext.
 * @throws {PuntoInvalido} A point is not in the group.
 */
export function verificar_individuales(llave, contexto, respuesta) {
  return respuesta.cifrados.map((cifrado, i) => {
    const etiqueta = `prove|${contexto}|${cifrado.texto}|`;
    return verificar_bit(
      etiqueta,
      llave,
      cifrado,
      respuesta.individuales[i],
      PruebaIndividualFalsa,
    );
  });
}

/**
 * Check that the answers marked are between minimum and maximum, or the vote is blank.
 *
 * @throws {PruebaGlobalFalsa} The proof does not hold.
 */
export function verificar_globales(llave, contexto, pregunta, respuesta, cifrados) {
  const s = contexto_completo(contexto, respuesta);
  const suma = multiplicar(pregunta.blanco ? cifrados.slice(1) : cifrados);
  let ramas = enteros(pregunta).map(
    (m) => new Cifrado(suma.alpha, m ? cociente(suma.beta, potencia_menor(m)) : suma.beta),
  );
  let etiqueta = `prove|${s}|${texto_de_cifrado(suma)}|`;
  if (pregunta.blanco) {
    const blanco = new Cifrado(cifrados[0].alpha, cociente(cifrados[0].beta, GENERADOR));
    etiqueta = `bproof1|${s}|`;
    ramas = [blanco, ...ramas];
  }
  verificar_disyuncion(etiqueta, llave, ramas, respuesta.globales, PruebaGlobalFalsa);
}

/**
 * Check that a blank vote marks no answer; only for questions that allow it.
 *
 * @throws {PruebaDeBlancoFalsa} The proof does not hold.
 */
export function verificar_blanco(llave, contexto, respuesta, cifrados) {
  const etiqueta = `bproof0|${contexto_completo(contexto, respuesta)}|`;
  const ramas = [cifrados[0], multiplicar(cifrados.slice(1))];
  verificar_disyuncion(etiqueta, llave, ramas, respuesta.blanco, PruebaDeBlancoFalsa);
}

function contexto_completo(contexto, respuesta) {
  return `${contexto}|${respuesta.cifrados.map((cifrado) => cifrado.texto).join(",")}`;
}

/** The numbers of marks that a question allows, ascending. */
function enteros({ minimo, maximo }) {
  return Array.from({ length: maximo - minimo + 1 }, (_, i) => minimo + i);
}
