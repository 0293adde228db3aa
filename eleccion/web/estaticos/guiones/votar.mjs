// The voter's way: pase, choice, review, paper, deposit; or the test of the machine. One screen at a
// time. The choice lives in this page alone, from the touch to the last screen, and goes nowhere.
//
// The ballot is closed on the review screen, before the voter decides to cast it or to test it: a
// machine that cheats cannot know which of the two will come. What opens it is forgotten before it
// is deposited.

import { emitir_comprobable, escribir_apertura } from "../../../../boletas/cripto/comprobacion.mjs";
import { derivar_credencial } from "../../../../boletas/cripto/credencial.mjs";
import { leer_definicion } from "../../../../boletas/cripto/definicion.mjs";
import { rastreo } from "../../../../boletas/impresion/codigos.mjs";
import { poner_barra } from "./ajustes.mjs";
import { leer_codigo } from "./camara.mjs";
import { Inactividad } from "./inactividad.mjs";
import { Opciones } from "./opciones.mjs";
import { imprimir_comprobante, imprimir_testigo } from "./papel.mjs";
import { enviar, leer_octetos, Rechazo, SinRespuesta } from "./pedidos.mjs";
import { decir, hablar_en, poner } from "./textos.mjs";

const SEGUNDOS_AL_FINAL = 60;
const FALLAS = {
  CredencialMalEscrita: "error_pase_forma",
  PaseNoListado: "error_pase_ajeno",
  UrnaCerrada: "error_cerrada",
  FueraDeMomento: "error_cerrada",
  KioscoOcupado: "error_kiosco",
  SinPermiso: "error_kiosco",
};
const DE_ESPERA = new Set(["SinPermiso", "FueraDeMomento", "EquipoEnEspera"]);

const $ = (id) => document.getElementById(id);
const pasos = [...document.querySelectorAll("[data-paso]")];
const visible = () => pasos.find((paso) => !paso.hidden);

let definicion;
let credencial;
let opcion;
let boleta;
let apertura;
let camara;
let papel_afuera = false;

/** Let the page be painted before the machine is kept busy. */
const pintar = () => new Promise((listo) => requestAnimationFrame(() => setTimeout(listo)));

function mostrar(id) {
  for (const paso of pasos) paso.hidden = paso.id !== id;
  const titulo = visible().querySelector("h1");
  titulo.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  voz.leer(visible());
}

const voz = poner_barra({ seccion_visible: visible, al_usar: () => opciones.acomodar() });
const opciones = new Opciones({ al_elegir: elegir });
const vigia = new Inactividad({
  con_voz: () => voz.encendida,
  al_preguntar: (dialogo) => voz.leer(dialogo),
  al_irse: () => (["papel", "sin-papel"].includes(visible().id) ? dejar() : salir()),
});

// --- The pase ---

$("forma-pase").addEventListener("submit", (suceso) => {
  suceso.preventDefault();
  tomar_pase($("codigo").value);
});

async function tomar_pase(texto) {
  $("falla").hidden = true;
  try {
    const propia = derivar_credencial(definicion.uuid, texto.trim());
    await enviar("/pase", { credencial: propia.publica });
    credencial = propia;
    camara?.abort();
    $("codigo").value = "";
    opciones.acomodar();
    mostrar("elegir");
  } catch (falla) {
    avisar_del_pase(falla);
  }
}

function avisar_del_pase(falla) {
  const clase = falla instanceof Rechazo ? falla.clase : falla.constructor.name;
  const usado = falla instanceof Rechazo && falla.detalle;
  poner($("falla"), usado ? `error_pase_${usado}` : (FALLAS[clase] ?? "error_otro"));
  $("falla").hidden = false;
  $("codigo").select();
  $("codigo").focus();
  voz.decir($("falla").textContent);
}

$("usar-camara").addEventListener("click", async () => {
  camara?.abort();
  camara = new AbortController();
  try {
    await tomar_pase(await leer_codigo($("camara"), document.body.dataset.lector, camara.signal));
  } catch (falla) {
    if (falla instanceof DOMException && falla.name === "AbortError") return;
    poner($("falla"), "pase_camara_no");
    $("falla").hidden = false;
    voz.decir($("falla").textContent);
  }
});
$("salir").addEventListener("click", salir);

// --- The choice ---

async function elegir(elegida) {
  opcion = elegida;
  opciones.copiar(opcion, $("elegida"));
  $("guardar").disabled = $("probar").disabled = true;
  $("codigo-de-boleta").textContent = "";
  mostrar("revisar");
  await pintar();
  [boleta, apertura] = emitir_comprobable(definicion, credencial, [[opcion]]);
  poner($("codigo-de-boleta"), "revisar_codigo", { codigo: rastreo(octetos_de(boleta.sha256)) });
  $("guardar").disabled = $("probar").disabled = false;
}

$("cambiar").addEventListener("click", () => {
  boleta = apertura = undefined;
  mostrar("elegir");
});

// --- Guardar ---

$("guardar").addEventListener("click", async () => {
  apertura = undefined;
  mostrar("cerrando");
  await pintar();
  await imprimir_y_preguntar();
});
$("papel-otra").addEventListener("click", imprimir_y_preguntar);
$("papel-falta").addEventListener("click", () => mostrar("sin-papel"));
$("papel-no").addEventListener("click", dejar);
$("papel-dejar").addEventListener("click", dejar);
$("papel-si").addEventListener("click", depositar);
$("reintentar").addEventListener("click", depositar);

async function imprimir_y_preguntar() {
  try {
    await enviar("/papel");
  } catch (falla) {
    if (falla.clase === "ImpresoraDetenida") mostrar("sin-papel");
    else parar(falla);
    return;
  }
  papel_afuera = true;
  await imprimir_testigo(opcion);
  mostrar("papel");
}

async function depositar() {
  mostrar("guardando");
  await pintar();
  try {
    terminar("guardado", await enviar("/boletas", boleta.texto));
  } catch (falla) {
    if (falla instanceof SinRespuesta) dudar(false);
    else if (DE_ESPERA.has(falla.clase)) dudar(true);
    else parar(falla);
  }
}

function dudar(espera_tarjetas) {
  $("duda-abrir").hidden = $("duda-boton").hidden = !espera_tarjetas;
  mostrar("duda");
}

async function dejar() {
  if (!papel_afuera) return salir();
  olvidar();
  vigia.parar();
  try {
    await enviar("/cancelar");
  } finally {
    poner($("alto-texto"), "alto_texto");
    mostrar("alto");
    setTimeout(() => location.replace("/"), 10000);
  }
}

// --- La prueba ---

$("probar").addEventListener("click", async () => {
  mostrar("cerrando");
  await pintar();
  const esta = apertura;
  try {
    const comprobante = await enviar("/comprobaciones", boleta.texto);
    // The pase is spent: only now may what opens the ballot leave this page.
    const abierta = await enviar("/aperturas", {
      boleta: new TextDecoder().decode(boleta.texto),
      apertura: new TextDecoder().decode(escribir_apertura(esta)),
    });
    $("codigos").innerHTML = abierta.codigos.join("");
    opciones.copiar(abierta.opciones[0], $("abierta"));
    $("igual").hidden = abierta.opciones[0] !== opcion;
    terminar("probado", comprobante);
  } catch (falla) {
    parar(falla);
  }
});

// --- El final ---

function terminar(id, comprobante) {
  olvidar();
  vigia.parar();
  for (const lugar of document.querySelectorAll(".rastreo")) lugar.textContent = comprobante.rastreo;
  for (const lugar of document.querySelectorAll(".comprobante")) lugar.innerHTML = comprobante.papel;
  $("tira").innerHTML = comprobante.papel;
  mostrar(id);
  let quedan = id === "guardado" ? SEGUNDOS_AL_FINAL : SEGUNDOS_AL_FINAL * 5;
  setInterval(() => {
    quedan -= 1;
    for (const lugar of document.querySelectorAll(".cuenta")) {
      lugar.textContent = decir("guardado_segundos", { segundos: String(quedan) });
    }
    if (quedan <= 0) location.replace("/");
  }, 1000);
}

for (const boton of document.querySelectorAll(".imprimir-comprobante")) {
  boton.addEventListener("click", imprimir_comprobante);
}
for (const boton of document.querySelectorAll(".terminar")) {
  boton.addEventListener("click", () => location.replace("/"));
}

function olvidar() {
  boleta = apertura = credencial = opcion = undefined;
  opciones.olvidar();
}

/** The urna said no after the choice: nothing was kept. */
function parar(falla) {
  olvidar();
  vigia.parar();
  const usado = falla instanceof Rechazo && falla.detalle;
  poner($("alto-texto"), usado ? `error_pase_${usado}` : (FALLAS[falla.clase] ?? "error_otro"));
  mostrar("alto");
}

async function salir() {
  olvidar();
  try {
    await enviar("/salir");
  } finally {
    location.replace("/");
  }
}

function octetos_de(hexadecimal) {
  return Uint8Array.from(hexadecimal.match(/../g), (par) => parseInt(par, 16));
}

await hablar_en(document.documentElement.lang);
definicion = leer_definicion(await leer_octetos("/definicion"));
$("codigo").focus();
