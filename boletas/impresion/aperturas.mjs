// The opening of a ballot as QR codes, for a phone in front of the kiosk. Twin of aperturas.py;
// docs/formato-comprobacion.md, QR.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { Apertura } from "../cripto/comprobacion.mjs";
import { es_uuid } from "../cripto/definicion.mjs";
import { ORDEN } from "../cripto/grupo.mjs";
import { RespuestaAbierta } from "../cripto/respuesta.mjs";
import {
  AperturaAjena,
  AperturaIncompleta,
  CampoInesperado,
  EscalarNoCanonico,
} from "../errores.mjs";
import { codificar, decodificar } from "./base45.mjs";
import { Base45Invalida } from "./errores.mjs";

export const PREFIJO = "JPC3:";
export const OCTETOS_POR_PARTE = 600;
const MARCA = 8;
const PARTE = /^JPC3:([1-9][0-9]?)\/([1-9][0-9]?):(.*)$/s;

/** Write the texts of the QR codes of an opening: one up to about 15 ciphertexts. */
export function textos_de_apertura(apertura) {
  const octetos = octetos_de(apertura);
  const marca = sha256(octetos).slice(0, MARCA);
  const trozos = [];
  for (let i = 0; i < octetos.length; i += OCTETOS_POR_PARTE) {
    trozos.push(octetos.slice(i, i + OCTETOS_POR_PARTE));
  }
  return trozos.map(
    (trozo, i) => `${PREFIJO}${i + 1}/${trozos.length}:${codificar(concatBytes(marca, trozo))}`,
  );
}

/**
 * Join the texts of the QR codes of one opening, in any order.
 *
 * @throws {AperturaIncompleta} A part is missing or stands twice.
 * @throws {AperturaAjena} Parts of two openings, or a part was altered.
 * @throws {CampoInesperado|EscalarNoCanonico} The bytes are not those of an opening.
 */
export function leer_textos_de_apertura(textos) {
  const partes = new Map();
  const totales = new Set();
  for (const texto of textos) {
    const [numero, total, octetos] = leer_parte(texto);
    if (partes.has(numero) || numero > total) {
      throw new AperturaIncompleta(`la parte ${numero} está dos veces o sobra`);
    }
    partes.set(numero, octetos);
    totales.add(total);
  }
  const marcas = new Set(
    [...partes.values()].map((octetos) => bytesToHex(octetos.slice(0, MARCA))),
  );
  if (totales.size > 1 || marcas.size > 1) {
    throw new AperturaAjena("los códigos son de dos aperturas");
  }
  if (partes.size === 0 || !totales.has(partes.size)) {
    throw new AperturaIncompleta("falta un código de la apertura");
  }
  const numeros = [...partes.keys()].sort((a, b) => a - b);
  const juntos = concatBytes(...numeros.map((numero) => partes.get(numero).slice(MARCA)));
  if (!marcas.has(bytesToHex(sha256(juntos).slice(0, MARCA)))) {
    throw new AperturaAjena("los códigos no son los de una apertura");
  }
  const apertura = leer(juntos);
  const propios = textos_de_apertura(apertura).sort();
  if ([...textos].sort().join("\n") !== propios.join("\n")) {
    throw new CampoInesperado("los códigos no están en la única forma permitida");
  }
  return apertura;
}

function leer_parte(texto) {
  const parte = PARTE.exec(texto);
  if (parte === null) throw new CampoInesperado("el código no es el de una apertura");
  try {
    return [Number(parte[1]), Number(parte[2]), decodificar(parte[3])];
  } catch (falla) {
    if (falla instanceof Base45Invalida) throw new CampoInesperado("el código no se lee");
    throw falla;
  }
}

function octetos_de({ uuid, boleta, respuestas }) {
  const partes = [
    Uint8Array.of(uuid.length),
    new TextEncoder().encode(uuid),
    hexToBytes(boleta),
    Uint8Array.of(respuestas.length),
  ];
  for (const { vector, azares } of respuestas) {
    partes.push(Uint8Array.of(vector.length), Uint8Array.from(vector));
    for (const azar of azares) partes.push(hexToBytes(azar.toString(16).padStart(64, "0")));
  }
  return concatBytes(...partes);
}

function leer(octetos) {
  const lector = new Lector(octetos);
  const uuid = String.fromCharCode(...lector.tomar(lector.uno()));
  if (!es_uuid(uuid)) throw new CampoInesperado("los códigos no nombran una elección");
  const boleta = bytesToHex(lector.tomar(32));
  const respuestas = Array.from({ length: lector.uno() }, () => {
    const cifrados = lector.uno();
    const vector = [...lector.tomar(cifrados)];
    const azares = vector.map(() => BigInt(`0x${bytesToHex(lector.tomar(32))}`));
    if (vector.some((marca) => marca > 1)) {
      throw new CampoInesperado("una opción no está marcada con 0 o con 1");
    }
    if (azares.some((azar) => azar >= ORDEN)) {
      throw new EscalarNoCanonico("un azar no es menor que el orden");
    }
    return new RespuestaAbierta(vector, azares);
  });
  if (lector.queda.length > 0) throw new CampoInesperado("los códigos traen octetos de más");
  return new Apertura(uuid, boleta, respuestas);
}

/** Bytes taken one after the other, never past the end. */
class Lector {
  constructor(octetos) {
    this.queda = octetos;
  }

  tomar(cuantos) {
    if (this.queda.length < cuantos)
      throw new AperturaIncompleta("a los códigos les faltan octetos");
    const tomados = this.queda.slice(0, cuantos);
    this.queda = this.queda.slice(cuantos);
    return tomados;
  }

  uno() {
    return this.tomar(1)[0];
  }
}
