// The shared vectors in the browser's twins, by Node's own test runner: one test per case. A Python
// test calls this and counts.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { ACTOS, hacer } from "./actos.mjs";

const VECTORES = new URL("../../vectores/", import.meta.url);
const leer = (nombre) => JSON.parse(readFileSync(new URL(nombre, VECTORES), "utf8"));

for (const nombre of readdirSync(new URL("boletas/", VECTORES)).sort()) {
  for (const caso of leer(`boletas/${nombre}`).casos) {
    test(`${caso.id}: ${caso.comentario}`, () => {
      const { espera, resultado } = hacer(ACTOS, caso.acto, caso.argumentos);
      assert.deepEqual({ espera, resultado }, { espera: caso.espera, resultado: caso.resultado });
    });
  }
}

for (const caso of leer("comprobacion.json").casos) {
  test(`comprobacion, ${caso.id}: ${caso.comentario}`, () => {
    const pedido = [caso.eleccion, caso.credenciales, caso.boleta];
    const hecho = hacer(ACTOS, "comprobacion.comprobar_boleta", [...pedido, caso.apertura]);
    assert.equal(hecho.espera, caso.espera);
    if (caso.espera !== "valida") return;
    assert.deepEqual([hecho.resultado.votos, hecho.resultado.qr], [caso.votos, caso.qr]);
    const leido = hacer(ACTOS, "comprobacion.comprobar_boleta", [...pedido, caso.qr]);
    assert.deepEqual(leido, hecho);
  });
}
