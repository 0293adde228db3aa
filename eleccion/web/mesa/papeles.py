"""After the acta: papers, the registro on a memory, the last signatures, the envelopes."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import ClassVar, Final

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from auditoria.papeles import PAPELES_DE_MESA
from auditoria.registro.codigo import corto
from boletas.errores import motivo
from eleccion.casos.jornada.cierre.clausurar_mesa import (
    CLAUSURA,
    ULTIMOS,
    clausurar_a_mano,
    clausurar_mesa,
    falta_lista,
    imprimir_lista,
    reimprimir_ultimo,
)
from eleccion.casos.jornada.cierre.grabar_reservado import (
    HOJA_DE_RESERVADO,
    ReservadoMalEscrito,
    grabar_reservado,
    papeles_reservados,
)
from eleccion.casos.jornada.cierre.remitir_registro import (
    RegistroMalEscrito,
    remitir_registro,
)
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso
from eleccion.casos.jornada.lista.entregar_constancia import (
    imprimir_constancia,
    leer_constancias,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_papeles_de_cierre
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import HOJA_DE_REMITIDO
from eleccion.casos.jornada.mesa.imprimir_actas import (
    PAPELES_DE_CIERRE,
    imprimir_actas,
    imprimir_otra,
    leer_impresos,
    tiraje,
)
from eleccion.casos.jornada.mesa.omitir_impresion import omitir_impresion
from eleccion.casos.tarjetas import Tarjeta
from eleccion.documentos.caratulas import sobres_de
from eleccion.dominio.mesa import ActaAusente
from eleccion.errores import EntradaIlegible
from eleccion.web.cabeceras import PAPEL
from eleccion.web.memorias import elegir_memoria
from eleccion.web.mesa.dia import exigir_paso, hora_de, pagina, seguir, una_vez
from eleccion.web.mesa.formas import exigir_marcas, leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("papeles", __name__, url_prefix="/papeles")


class MemoriaDelRegistro(EntradaIlegible):
    """The registro is read by many; papers that may name people travel in another memory."""

    explicacion: ClassVar[str] = "En esa memoria va el registro"
    que_hacer: ClassVar[str] = "Conecte otra memoria, vuelva a la página anterior y elíjala."


EN_ESTE_EQUIPO: Final = "equipo"
"""Chosen where no memory takes the registro: the machine itself then travels."""

TITULOS: Final = {
    "acta_inicio": "Acta de inicio",
    "acta_jornada": "Acta de la jornada",
    "acta_escrutinio": "Acta de escrutinio y cómputo",
    "cartel": "Cartel de resultados",
    "clausura": "Constancia de clausura y remisión",
    "copias": "Recibo de copias",
    "incidentes": "Hoja de incidentes",
}


@bp.get("/")
def ver() -> str:
    """List the papers that there are so far, to read or print again."""
    propios = servicios()
    motivos = {m.clave: m for m in propios.equipo.sellado.reglas.motivos.valor}
    with propios.equipo.almacen.leer() as lectura:
        constancias = [
            (c.folio, hora_de(propios, c.hora), motivos[c.motivo].texto)
            for c in leer_constancias(lectura)
        ]
    return pagina("papeles.html", papeles=_dibujados(), constancias=constancias)


@bp.get("/<papel>.<forma>")
def leer(papel: str, forma: str) -> Response:
    """Show one of them: as a page for reading, or as it prints."""
    ruta = servicios().equipo.carpeta / f"{papel}.{forma}"
    if papel not in PAPELES_DE_MESA or forma not in ("pdf", "html") or not ruta.is_file():
        raise ActaAusente(papel)
    if forma == "pdf":
        return Response(ruta.read_bytes(), mimetype="application/pdf")
    return Response(ruta.read_bytes(), mimetype="text/html", headers={PAPEL: "1"})


@bp.post("/otra/<papel>")
def otra(papel: str) -> Response:
    """Print one more copy."""
    propios = servicios()
    acto = reimprimir_ultimo if papel in ULTIMOS else imprimir_otra
    una_vez(
        lambda: acto(propios.equipo, papel, impresora=propios.impresora, hora=propios.reloj.ahora())
    )
    return redirect(url_for(".ver"), code=303)


@bp.post("/constancias/<int:folio>")
def otra_constancia(folio: int) -> Response:
    """Print both copies of a constancia de no inclusión again, or the one that did not come out."""
    propios = servicios()
    una_vez(
        lambda: imprimir_constancia(
            propios.equipo, folio, impresora=propios.impresora, hora=propios.reloj.ahora()
        )
    )
    return redirect(url_for(".ver"), code=303)


@bp.get("/cierre")
def imprimir() -> str:
    """Ask to print the papers of the close."""
    situacion, equipo = exigir_paso(Paso.PAPELES), servicios().equipo
    with equipo.almacen.leer() as lectura:
        impresos = leer_impresos(lectura)
        pendientes = [
            (TITULOS[p], tiraje(equipo, lectura, p), impresos.get(p, 0)) for p in PAPELES_DE_CIERRE
        ]
    return pagina("imprimir.html", situacion, pendientes=pendientes)


@bp.post("/cierre")
def imprimir_todo() -> Response:
    """Print them, as many as the convocatoria says; goes on where a printer stopped."""
    exigir_paso(Paso.PAPELES)
    propios = servicios()
    _redibujar(propios.equipo)
    imprimir_actas(propios.equipo, PAPELES_DE_CIERRE, impresora=propios.impresora)
    return seguir()


@bp.post("/sin-imprimir")
def sin_imprimir() -> Response:
    """Go on without the printer, with two cards and the cause."""
    exigir_paso(Paso.PAPELES)
    propios, tarjetas = servicios(), leer_dos(request.form)
    causa = leer_texto(request.form, "causa", "Qué pasó con la impresora")
    _redibujar(propios.equipo)
    propios.intentos.probar(
        lambda: omitir_impresion(
            propios.equipo, tarjetas, PAPELES_DE_CIERRE, causa=causa, hora=propios.reloj.ahora()
        )
    )
    return seguir()


@bp.get("/registro")
def grabar() -> str:
    """Ask for signatures on paper, a memory and two cards."""
    return pagina("registro.html", exigir_paso(Paso.REGISTRO), memorias=servicios().memorias())


@bp.post("/registro")
def grabar_registro() -> Response:
    """Write the registro to the memory and read it back."""
    exigir_paso(Paso.REGISTRO)
    exigir_marcas(request.form, ("firmadas", "Las actas están firmadas"))
    propios, tarjetas = servicios(), leer_dos(request.form)
    destino = _memoria()
    propios.intentos.probar(
        lambda: _remitir(propios.equipo, _carpeta_de_urna(tarjetas), destino, tarjetas)
    )
    return seguir("El registro quedó grabado y comprobado.")


@bp.get("/clausura")
def clausurar() -> str:
    """Show what goes into each envelope."""
    situacion, propios = exigir_paso(Paso.CLAUSURA), servicios()
    with propios.equipo.almacen.leer() as lectura:
        ejemplares = tiraje(propios.equipo, lectura, CLAUSURA)
    return pagina(
        "clausura.html",
        situacion,
        sobres=sobres_de(propios.equipo.mesa),
        ejemplares=ejemplares,
        reservados=len(papeles_reservados(propios.equipo)),
        grabado=_hay_reservado(propios.equipo),
        memorias=propios.memorias(),
    )


@bp.post("/reservado")
def grabar_aparte() -> Response:
    """Write the papers that may name people to another memory, which two cards open."""
    exigir_paso(Paso.CLAUSURA)
    propios, tarjetas = servicios(), leer_dos(request.form)
    destino = elegir_memoria(request.form, propios.memorias())
    if any(destino.glob("registro-*.zip")):
        raise MemoriaDelRegistro(destino.name)
    propios.intentos.probar(lambda: _grabar_aparte(propios.equipo, destino, tarjetas))
    return seguir("La parte reservada quedó grabada y comprobada.")


@bp.post("/clausura")
def imprimir_clausura() -> Response:
    """Print what is signed last, once every envelope is closed."""
    exigir_paso(Paso.CLAUSURA)
    propios = servicios()
    sobres = sobres_de(propios.equipo.mesa)
    exigir_marcas(request.form, *((s.clave, f"Sobre «{s.titulo}»") for s in sobres))
    clausurar_mesa(
        propios.equipo, _remitido(), impresora=propios.impresora, hora=propios.reloj.ahora()
    )
    return seguir()


@bp.post("/clausura/sin-imprimir")
def clausurar_sin_imprimir() -> Response:
    """End the day without a printer, with two cards."""
    exigir_paso(Paso.CLAUSURA)
    exigir_marcas(request.form, ("a_mano", "Los formatos se llenaron a mano"))
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(lambda: clausurar_a_mano(propios.equipo, _remitido(), tarjetas))
    return seguir()


@bp.get("/entrega")
def entregar() -> str:
    """Say that the day ended, and what travels."""
    situacion, equipo = exigir_paso(Paso.TERMINADA), servicios().equipo
    return pagina(
        "terminada.html", situacion, codigo=corto(_remitido()), falta_lista=falta_lista(equipo)
    )


@bp.post("/lista")
def imprimir_personas() -> Response:
    """Print the list of who registered, which a close by hand left in the machine."""
    exigir_paso(Paso.TERMINADA)
    propios, tarjetas = servicios(), leer_dos(request.form)
    propios.intentos.probar(
        lambda: imprimir_lista(propios.equipo, tarjetas, impresora=propios.impresora)
    )
    return seguir()


def _remitido() -> bytes:
    """Give the hash that the registro was sent under."""
    with servicios().equipo.almacen.leer() as lectura:
        registro = lectura.hoja(HOJA_DE_REMITIDO)
    if registro is None:
        raise ActaAusente("el registro de la mesa")
    return registro


def _redibujar(equipo: EquipoMesa) -> None:
    """Draw what a power cut after the acta kept from being drawn; it comes out the same."""
    if not all((equipo.carpeta / f"{papel}.html").is_file() for papel in PAPELES_DE_CIERRE):
        dibujar_papeles_de_cierre(equipo)


def _dibujados() -> list[tuple[str, str, int, bool]]:
    """Give key, title, copies printed and whether it is public, of each paper that there is."""
    equipo = servicios().equipo
    with equipo.almacen.leer() as lectura:
        impresos = leer_impresos(lectura)
    publicos = [p for p in PAPELES_DE_MESA if (equipo.carpeta / f"{p}.pdf").is_file()]
    ultimos = [p for p in ULTIMOS if p in impresos]
    return [
        (papel, TITULOS[papel], impresos.get(papel, 0), papel in publicos)
        for papel in (*publicos, *ultimos)
    ]


def _hay_reservado(equipo: EquipoMesa) -> bool:
    with equipo.almacen.leer() as lectura:
        return lectura.hoja(HOJA_DE_RESERVADO) is not None


def _carpeta_de_urna(tarjetas: tuple[Tarjeta, Tarjeta]) -> Path | None:
    """Folder with the files of the urna's close; none where the mesa votes on paper."""
    propios = servicios()
    if not propios.equipo.mesa.tiene_urna:
        return None
    return propios.urna.archivos_de_cierre(propios.equipo, tarjetas)


def _memoria() -> Path:
    propios = servicios()
    if request.form.get("memoria") == EN_ESTE_EQUIPO:
        carpeta = propios.equipo.carpeta.with_name("registro")
        carpeta.mkdir(mode=0o700, exist_ok=True)
        return carpeta
    return elegir_memoria(request.form, propios.memorias())


def _grabar_aparte(mesa: EquipoMesa, destino: Path, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    try:
        grabar_reservado(mesa, destino, tarjetas, azar=secrets.token_bytes)
    except OSError as falla:
        raise ReservadoMalEscrito(motivo(falla)) from falla


def _remitir(
    mesa: EquipoMesa, de_urna: Path | None, destino: Path, tarjetas: tuple[Tarjeta, Tarjeta]
) -> None:
    try:
        remitir_registro(mesa, de_urna, destino, tarjetas, hora=servicios().reloj.ahora())
    except OSError as falla:
        raise RegistroMalEscrito(motivo(falla)) from falla
