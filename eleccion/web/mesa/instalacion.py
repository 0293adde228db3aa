"""The instalación: one screen for each thing that is stated, and two cards at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from auditoria.papeles.horas import HORA_DEL_CENTRO, fecha
from auditoria.registro.archivos import escribir_archivo
from boletas.errores import motivo
from eleccion.arranque import esta_preparada
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.jornada.mesa.preparar_instalacion import (
    Acreditada,
    Borrador,
    InstalacionIncompleta,
    Pantalla,
    UrnaConPapeles,
    anotar_dotacion,
    anotar_recibido,
    armar_orden,
    designados,
    integrar,
)
from eleccion.casos.jornada.pliegos import nombre_de_pliego, traer_pliego
from eleccion.casos.tarjetas import exigir_tarjetas
from eleccion.web.memorias import MemoriaSinElegir, elegir_memoria
from eleccion.web.mesa.dia import riel
from eleccion.web.mesa.formas import (
    LARGO_DE_NOMBRE,
    exigir_marcas,
    leer_entero,
    leer_opcion,
    leer_opcional,
    leer_texto,
)
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("instalacion", __name__, url_prefix="/instalacion")

PANTALLAS: Final = tuple(Pantalla)
TITULOS: Final = {
    Pantalla.DOTACION: "Comparar la huella",
    Pantalla.PERSONAS: "Personas de la mesa",
    Pantalla.REPRESENTANTES: "Representantes",
    Pantalla.PASES: "Contar y mezclar los pases",
    Pantalla.LUGAR: "Lugar y urna vacía",
    Pantalla.FIRMA: "Instalar",
}
_QUIEN_VINO: Final[tuple[Literal["propietaria", "suplente", "nadie"], ...]] = (
    "propietaria",
    "suplente",
    "nadie",
)
_SIN_URNA: Final = {Pantalla.PASES: "Contar las boletas"}


@bp.get("/")
def seguir() -> Response:
    """Go to the first screen that was not filled."""
    return redirect(url_for(f".{_borrador().pendiente.value}"))


@bp.get("/dotacion")
def dotacion() -> str:
    """Ask for the fingerprint and the code of the morning, as they stand on paper."""
    recibida = servicios().puesto.recibida()
    hoy = servicios().reloj.ahora().astimezone(HORA_DEL_CENTRO).date()
    jornada = recibida.sellado.catalogo.proceso.jornada
    return _pagina(Pantalla.DOTACION, jornada=fecha(jornada), hoy=fecha(hoy), es_hoy=hoy == jornada)


@bp.post("/dotacion")
def comparar() -> Response:
    """Compare them."""
    ancla = leer_texto(request.form, "huella", "La huella del papel")
    # Announced aloud: how it was typed is not part of it.
    arranque = leer_texto(
        request.form, "arranque", "El código de arranque", largo=LARGO_DE_NOMBRE
    ).upper()
    exigir_marcas(request.form, ("leida", "Se leyó en voz alta"))
    return _guardar(anotar_dotacion(_borrador(), _recibida(), ancla, arranque))


@bp.get("/personas")
def personas() -> str:
    """Ask who came."""
    recibida = _exigir(Pantalla.PERSONAS)
    cargos = {c.clave: c.nombre for c in recibida.sellado.reglas.mesa.valor.cargos}
    cuantos = len(cargos)
    return _pagina(
        Pantalla.PERSONAS,
        designados=[(f, cargos.get(f.cargo, "Suplente")) for f in designados(recibida)],
        lugares=range(1, cuantos + 1),
    )


@bp.post("/personas")
def anotar_personas() -> Response:
    """Fill the cargos with who came, in the order of the convocatoria."""
    recibida = _exigir(Pantalla.PERSONAS)
    presentes = tuple(f.clave for f in designados(recibida) if request.form.get(f.clave) == "si")
    cuantos = len(recibida.sellado.reglas.mesa.valor.cargos)
    nombres = (
        leer_opcional(request.form, f"fila_{n}", "El nombre", largo=LARGO_DE_NOMBRE)
        for n in range(1, cuantos + 1)
    )
    fila = tuple(nombre for nombre in nombres if nombre)
    integrar(recibida, presentes, fila)
    return _guardar(replace(_borrador(), presentes=presentes, fila=fila))


@bp.get("/representantes")
def representantes() -> str:
    """Ask who represents each planilla."""
    recibida = _exigir(Pantalla.REPRESENTANTES)
    borrador = _borrador()
    cargos = {c.clave: c.nombre for c in recibida.sellado.reglas.mesa.valor.cargos}
    integrada = integrar(recibida, borrador.presentes or (), borrador.fila or ())
    return _pagina(
        Pantalla.REPRESENTANTES,
        integrada=[(cargos[p.cargo], p.nombre, p.procedencia.value) for p in integrada],
        planillas=_planillas(recibida),
    )


@bp.post("/representantes")
def anotar_representantes() -> Response:
    """Take who came for each planilla; nobody is an answer too."""
    recibida = _exigir(Pantalla.REPRESENTANTES)
    presentes = []
    for planilla in _planillas(recibida):
        campo = planilla.clave
        vino = leer_opcion(request.form, f"vino_{campo}", planilla.nombre, _QUIEN_VINO)
        if vino != "nadie":
            nombre = leer_texto(
                request.form,
                f"nombre_{campo}",
                f"el nombre de quien vino por {planilla.nombre}",
                largo=LARGO_DE_NOMBRE,
            )
            presentes.append(Acreditada(planilla=campo, nombre=nombre, caracter=vino))
    return _guardar(replace(_borrador(), representantes=tuple(presentes)))


@bp.get("/pases")
def pases() -> str:
    """Ask how many pases were counted."""
    recibida = _exigir(Pantalla.PASES)
    return _pagina(Pantalla.PASES, mesa=recibida.sellado.catalogo.ubicar(recibida.mesa)[1])


@bp.post("/pases")
def anotar_pases() -> Response:
    """Take what two people counted before the representatives, and the seals they broke."""
    recibida = _exigir(Pantalla.PASES)
    _, mesa = recibida.sellado.catalogo.ubicar(recibida.mesa)
    contados = reserva = boletas = rubrica = None
    sellos = leer_opcional(request.form, "sellos", "Sellos de las cajas") or None
    if mesa.tiene_urna:
        contados = leer_entero(request.form, "pases", "Pases para el día")
        reserva = leer_entero(request.form, "reserva", "Pases de la reserva sellada")
        exigir_marcas(
            request.form,
            ("separados", "Se separaron de su talón"),
            ("mezclados", "Se mezclaron en la caja, a la vista"),
        )
    if mesa.admite_papel:
        boletas = leer_entero(request.form, "boletas", "Boletas de papel")
        rubrica = leer_opcional(request.form, "rubrica", "Quién rubricó las boletas") or None
    recibido = anotar_recibido(
        _borrador(), recibida, pases=contados, reserva=reserva, boletas=boletas
    )
    return _guardar(replace(recibido, sellos=sellos, rubrica=rubrica))


@bp.get("/lugar")
def lugar() -> str:
    """Ask where the mesa stands and whether the urn is empty."""
    recibida = _exigir(Pantalla.LUGAR)
    _, mesa = recibida.sellado.catalogo.ubicar(recibida.mesa)
    return _pagina(Pantalla.LUGAR, mesa=mesa)


@bp.post("/lugar")
def anotar_lugar() -> Response:
    """Take the place, its cause when it is another, and the empty urn."""
    _exigir(Pantalla.LUGAR)
    donde = leer_opcion(request.form, "lugar", "Dónde está la mesa", ("autorizado", "otro"))
    ocupado = causa = None
    if donde == "otro":
        ocupado = leer_texto(request.form, "ocupado", "Dónde está ahora")
        causa = leer_texto(request.form, "causa", "La causa del cambio")
    if leer_opcion(request.form, "urna", "La urna", ("vacia", "con_papeles")) != "vacia":
        raise UrnaConPapeles("saquen lo que tenga, muéstrenla otra vez y anoten un incidente")
    return _guardar(
        replace(
            _borrador(),
            lugar_autorizado=donde == "autorizado",
            lugar_ocupado=ocupado,
            causa=causa,
        )
    )


@bp.get("/firma")
def firma() -> str:
    """Show everything that was stated, and ask for two cards."""
    recibida = _exigir(Pantalla.FIRMA)
    borrador = _borrador()
    cargos = {c.clave: c.nombre for c in recibida.sellado.reglas.mesa.valor.cargos}
    nombres = {p.clave: p.nombre for p in _planillas(recibida)}
    integrada = integrar(recibida, borrador.presentes or (), borrador.fila or ())
    return _pagina(
        Pantalla.FIRMA,
        mesa=recibida.sellado.catalogo.ubicar(recibida.mesa)[1],
        integrada=[(cargos[p.cargo], p.nombre, p.procedencia.value) for p in integrada],
        acreditadas=[(nombres[r.planilla], r) for r in borrador.representantes or ()],
        aparte=_esta_aparte(recibida),
        preparada=esta_preparada(servicios().puesto.carpeta),
        memorias=servicios().memorias(),
    )


@bp.post("/llave")
def grabar_llave() -> Response:
    """Draw the key of this machine and write it for the urna's, with two cards."""
    propios, recibida = servicios(), _exigir(Pantalla.FIRMA)
    tarjetas = leer_dos(request.form)
    memoria = elegir_memoria(request.form, propios.memorias())
    borrador = _borrador()
    integrada = integrar(recibida, borrador.presentes or (), borrador.fila or ())
    claves = tuple(persona.clave for persona in integrada if persona.clave)
    pliego = propios.intentos.probar(
        lambda: propios.puesto.preparar(borrador.arranque or "", claves, tarjetas)
    )
    try:
        escribir_archivo(memoria / nombre_de_pliego("mesa", recibida.mesa), pliego)
    except OSError as falla:
        raise MemoriaSinElegir(motivo(falla)) from falla
    return redirect(url_for(".firma"), code=303)


@bp.post("/firma")
def instalar() -> Response:
    """Install with two cards; this browser stays under the first."""
    propios, recibida = servicios(), _exigir(Pantalla.FIRMA)
    tarjetas = leer_dos(request.form)
    propios.intentos.probar(
        lambda: exigir_tarjetas(tarjetas, recibida.sellado.llaves, recibida.mesa)
    )
    orden = armar_orden(
        _borrador(), recibida, propios.puesto.dotacion, tarjetas, hora=propios.reloj.ahora()
    )
    if _esta_aparte(recibida):
        memoria = elegir_memoria(request.form, propios.memorias())
        pliego = traer_pliego(memoria / nombre_de_pliego("urna", recibida.mesa))
        propios.puesto.instalar_aparte(orden, pliego)
    else:
        propios.puesto.instalar(orden)
    _ruta().unlink(missing_ok=True)
    propios.dejar_entrar(tarjetas[0])
    return redirect(url_for("inicio.portada"), code=303)


def _esta_aparte(recibida: DotacionRecibida) -> bool:
    """Tell whether the urna of this mesa is another machine."""
    return recibida.tiene_urna and servicios().urna.es_otro_equipo


def _recibida() -> DotacionRecibida:
    return servicios().puesto.recibida()


def _planillas(recibida: DotacionRecibida) -> Any:
    return recibida.sellado.catalogo.ubicar(recibida.mesa)[0].planillas


def _ruta() -> Path:
    return servicios().puesto.carpeta.with_name("instalacion.json")


def _borrador() -> Borrador:
    return Borrador.recuperar(_ruta())


def _guardar(borrador: Borrador) -> Response:
    borrador.guardar(_ruta())
    return redirect(url_for(".seguir"), code=303)


def _exigir(pantalla: Pantalla) -> DotacionRecibida:
    """Let a screen pass once those before it were filled; one may go back to an earlier one."""
    if PANTALLAS.index(_borrador().pendiente) < PANTALLAS.index(pantalla):
        raise InstalacionIncompleta(TITULOS[_borrador().pendiente])
    return _recibida()


def _pagina(pantalla: Pantalla, **datos: Any) -> str:
    con_urna = _recibida().tiene_urna
    return render_template(
        f"mesa/instalacion/{pantalla.value}.html",
        riel=riel(Paso.INSTALACION, con_urna=con_urna),
        titulo=TITULOS[pantalla] if con_urna else _SIN_URNA.get(pantalla, TITULOS[pantalla]),
        numero=PANTALLAS.index(pantalla) + 1,
        total=len(PANTALLAS),
        borrador=_borrador(),
        anterior=None
        if pantalla is Pantalla.DOTACION
        else url_for(f".{PANTALLAS[PANTALLAS.index(pantalla) - 1].value}"),
        pie=(),
        quien=None,
        **datos,
    )
