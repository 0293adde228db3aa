// The receipt of a ballot, as its voter checks it. Twin of recibo.py, save the signing; page:
// docs/formato-recibo.md.

import { bytesToHex } from "@noble/hashes/utils.js";
import { CampoInesperado } from "../../../../boletas/errores.mjs";
import { es_uuid } from "../../../../boletas/cripto/definicion.mjs";

const FORMATO = "eleccion-jpc/recibo/v1";
const ESTADOS = ["depositada", "comprobada"];

/** What is signed: election of the mesa, hash of the ballot, and where it stands. */
export class Recibo {
  /** @throws {CampoInesperado} Not an election, the 32 bytes of a SHA-256 and a state. */
  constructor(uuid, boleta, estado) {
    if (!es_uuid(uuid) || boleta.length !== 32 || !ESTADOS.includes(estado)) {
      throw new CampoInesperado("no es el recibo de una boleta");
    }
    this.uuid = uuid;
    this.boleta = boleta;
    this.estado = estado;
    Object.freeze(this);
  }

  /** Write it in its one spelling: the bytes that are signed. */
  escribir() {
    const { estado, uuid } = this;
    const campos = { boleta: bytesToHex(this.boleta), estado, formato: FORMATO, uuid };
    return new TextEncoder().encode(JSON.stringify(campos));
  }
}

/** A receipt and its Ed25519 signature of 64 bytes. */
export class ReciboFirmado {
  constructor(recibo, firma) {
    this.recibo = recibo;
    this.firma = firma;
    Object.freeze(this);
  }

  /** Give the receipt, once its signature held (`FirmaFalsa`). */
  verificar(llave) {
    llave.verificar(this.recibo.escribir(), this.firma);
    return this.recibo;
  }
}
