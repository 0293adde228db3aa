"""The table while people vote: look up, answer with a reason, mark, and hand the pase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from auditoria.formatos.reglas import Motivo
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso
from eleccion.casos.jornada.lista.admitir_adicional import (
    admitir_con_resolucion,
    admitir_representante,
)
from eleccion.casos.jornada.lista.consultar_lista import consultar_lista, consultar_renglon
from eleccion.casos.jornada.lista.entregar_constancia import contar_constancia, imprimir_constancia
from eleccion.casos.jornada.lista.marcar_persona import (
    anotar_acompanado,
    desmarcar_persona,
    marcar_persona,
    reponer_boleta,
    reponer_pase,
    reponer_prueba,
)
from eleccion.casos.jornada.lista.registrar_persona import borrar_registro, consultar_registro
from eleccion.casos.jornada.mesa.abrir_contingencia import leer_contingencia
from eleccion.casos.jornada.mesa.cerrar_votacion import es_hora_de_cerrar
from eleccion.documentos.no_inclusion import Exhibido
from eleccion.dominio.buscador import Hallazgo, NombreMuyCorto, Senas, distinguir
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.lista_nominal import (
    EligePersona,
    OtraMesa,
    PuedeVotar,
    Renglon,
    RenglonLista,
    YaMarcada,
)
from eleccion.dominio.lista_ocr import NumeroDeCredencialInvalido
from eleccion.dominio.mesa import PersonaYaMarcada
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
    DecideLaMesa,
    FaltaManzana,
    YaRegistrada,
)
from eleccion.dominio.respaldo import RespaldoPendiente
from eleccion.errores import EntradaIlegible
from eleccion.web.ficha import navegador
from eleccion.web.lugares import leer_lugar
from eleccion.web.mesa.consulta import Busqueda, leer_busqueda
from eleccion.web.mesa.dia import exigir_paso, hora_de, pagina, seguir, una_vez
from eleccion.web.mesa.formas import (
    DatoInvalido,
    exigir_marcas,
    leer_entero,
    leer_opcion,
    leer_texto,
)
from eleccion.web.mesa.mostrador import Atencion, Contestada
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos, leer_una

bp = Blueprint("votacion", __name__, url_prefix="/votacion")

PASOS = (Paso.VOTACION, Paso.CIERRE)
OTRO_PASE = "otro pase"


@bp.get("/")
def mesa() -> str:
    """Show the search field, ready for the scanner, and whoever stands at the table."""
    situacion, propios = exigir_paso(*PASOS), servicios()
    atencion = propios.mostrador.atencion(navegador())
    da_pases, da_boletas = _que_se_da()
    respuesta = atencion.respuesta if atencion else None
    return pagina(
        "votacion.html",
        situacion,
        atencion=atencion,
        respuesta=respuesta,
        persona=_persona(respuesta),
        con_nombre=isinstance(_persona(respuesta), RenglonLista),
        motivo=_motivo(respuesta) if respuesta else None,
        otras=respuesta.mesas if isinstance(respuesta, OtraMesa) else (),
        credencial=_credencial(respuesta),
        reparto=respuesta.mesas if isinstance(respuesta, FaltaManzana) else (),
        duda=respuesta.duda.value if isinstance(respuesta, DecideLaMesa) else "",
        modo=propios.equipo.sellado.reglas.padron.valor.modo.value,
        varias=_con_senas(_varias(atencion)),
        es_hora_de_cerrar=situacion.votaron_todas
        or es_hora_de_cerrar(propios.equipo, hora=propios.reloj.ahora()),
        cierra=hora_de(propios, propios.equipo.sellado.hora_de_cierre),
        exhibidos=tuple(Exhibido),
        planillas=propios.equipo.demarcacion.planillas,
        da_pases=da_pases,
        pruebas_por_votante=propios.equipo.sellado.reglas.comprobaciones_por_votante.valor,
        da_boletas=da_boletas,
        entrega=atencion.entrega.value if atencion and atencion.entrega else "",
    )


@bp.post("/buscar")
def buscar() -> Response:
    """Look somebody up; who stood at this browser before is forgotten."""
    exigir_paso(*PASOS)
    propios = servicios()
    try:
        busqueda = leer_busqueda(request.form, propios.equipo.sellado.reglas.padron.valor.modo)
        if busqueda.nombre:
            hallazgo = propios.lista.de(propios.equipo).buscar(busqueda.nombre, busqueda.nacimiento)
            if hallazgo.total or busqueda.nacimiento is None:
                return _atender_hallazgo(hallazgo, busqueda)
    except (EntradaIlegible, NombreMuyCorto, NumeroDeCredencialInvalido) as falla:
        # Said where it was typed: the next thing is to type again.
        return atender(Atencion(aviso=f"{falla}."))
    respuesta = consultar_lista(propios.equipo, busqueda.consulta)
    return atender(Atencion(respuesta, vigencia=busqueda.vigencia, buscado=_lo_escrito()))


@bp.post("/elegir")
def elegir() -> Response:
    """Take one of the people on the screen, or none of them."""
    exigir_paso(*PASOS)
    propios = servicios()
    atencion = propios.mostrador.atencion(navegador()) or Atencion()
    varias = _varias(atencion)
    lugar = leer_lugar(request.form.get("lugar", ""), len(varias))
    if lugar is None:
        raise DatoInvalido("elija a una persona de la pantalla")
    numero = varias[lugar].numero
    return atender(Atencion(consultar_renglon(propios.equipo, numero, atencion.vigencia)))


@bp.post("/marcar")
def marcar() -> Response:
    """Mark the person who stands here; the pase is handed after this."""
    exigir_paso(*PASOS)
    propios = servicios()
    with propios.mostrador.turno:
        atencion = quien_esta()
        if not isinstance(atencion.respuesta, PuedeVotar) or atencion.marcada:
            return a_la_mesa()
        numero, entrega = atencion.respuesta.renglon.numero, leer_entrega()
        try:
            marcar_persona(propios.equipo, numero, hora=propios.reloj.ahora(), entrega=entrega)
        except PersonaYaMarcada:
            # Somebody marked them at another browser between the search and this.
            return atender(
                Atencion(
                    consultar_renglon(propios.equipo, numero),
                    aviso="Otra persona de la mesa puso esta marca hace un momento.",
                )
            )
        except RespaldoPendiente:
            # The mark is put here and not in the memory: whoever stands there is not asked twice.
            atender(replace(atencion, marcada=True, entrega=entrega))
            raise
        return atender(replace(atencion, marcada=True, entrega=entrega))


@bp.post("/terminar")
def terminar() -> Response:
    """Let the person go on to the kiosk, once ink, card and pase were seen to."""
    exigir_paso(*PASOS)
    propios = servicios()
    with propios.mostrador.turno:
        if not quien_esta().marcada:
            return a_la_mesa()
        exigir_marcas(
            request.form,
            ("tinta", "Tinta en el dedo y credencial devuelta"),
            ("pase", "La persona recibió con qué votar"),
        )
        if request.form.get("acompanada") == "si":
            anotar_acompanado(propios.equipo, hora=propios.reloj.ahora())
        propios.mostrador.despedir(navegador())
    return a_la_mesa()


@bp.post("/deshacer")
def deshacer() -> Response:
    """Take a mark back with the card of a second person, who looked at the list too."""
    exigir_paso(*PASOS)
    propios = servicios()
    with propios.mostrador.turno:
        atencion = quien_esta()
        quitar = _que_se_quita(atencion.respuesta)
        ya = isinstance(atencion.respuesta, YaMarcada | YaRegistrada)
        if quitar is None or not (atencion.marcada or ya):
            return a_la_mesa()
        tarjeta = leer_una(request.form)
        propios.intentos.probar(
            lambda: quitar(
                propios.equipo,
                quien=propios.quien().clave,
                confirma=tarjeta,
                hora=propios.reloj.ahora(),
                entrega=atencion.entrega or leer_entrega(),
            )
        )
        impresa = isinstance(_persona(atencion.respuesta), RenglonLista)
        aviso = "La marca se quitó." + (" Táchenla también en la lista impresa." if impresa else "")
        return atender(Atencion(_otra_vez(atencion.respuesta), aviso=aviso))


@bp.post("/constancia")
def constancia() -> Response:
    """Print why this person could not vote here, for them and for the mesa."""
    exigir_paso(*PASOS)
    propios = servicios()
    with propios.mostrador.turno:
        atencion = quien_esta()
        respuesta = atencion.respuesta
        if respuesta is None or atencion.impresa:
            return a_la_mesa()
        exhibido = leer_opcion(request.form, "exhibido", "Qué mostró la persona", tuple(Exhibido))
        exigir_marcas(request.form, ("dos_veces", "Dos personas buscaron en la lista"))
        hora = propios.reloj.ahora()
        if not atencion.folio:
            folio = contar_constancia(propios.equipo, respuesta, exhibido, hora=hora)
            atencion = replace(atencion, folio=folio)
            # A paper that gets stuck is printed again, and the person is not counted again.
            atender(atencion)
        imprimir_constancia(propios.equipo, atencion.folio, impresora=propios.impresora, hora=hora)
        return atender(replace(atencion, impresa=True))


@bp.post("/adicional")
def admitir() -> Response:
    """Admit beside the list: with a resolution, or who represents a planilla here; two cards."""
    exigir_paso(*PASOS)
    propios, tarjetas = servicios(), leer_dos(request.form)
    planilla = request.form.get("planilla", "")
    quien = planilla or leer_texto(request.form, "resolucion", "El número de la resolución")
    acto = admitir_representante if planilla else admitir_con_resolucion
    entrega = leer_entrega()
    propios.intentos.probar(
        lambda: acto(propios.equipo, quien, tarjetas, hora=propios.reloj.ahora(), entrega=entrega)
    )
    return atender(Atencion(adicional=True, entrega=entrega))


@bp.post("/despedir")
def despedir() -> Response:
    """Clear the screen for the next person; nothing is undone."""
    servicios().mostrador.despedir(navegador())
    return a_la_mesa()


@bp.post("/reponer")
def reponer() -> Response:
    """Count a pase or a paper ballot handed in place of a spoiled one."""
    exigir_paso(*PASOS)
    exigir_marcas(request.form, ("cancelado", "Se recogió lo que se repone"))
    propios = servicios()
    de_papel = request.form.get("entrega") == Entrega.BOLETA
    reponer = reponer_boleta if de_papel else reponer_pase
    una_vez(lambda: reponer(propios.equipo, hora=propios.reloj.ahora()))
    return seguir(f"Quedó anotado que se dio {'otra boleta' if de_papel else OTRO_PASE}.")


@bp.post("/reponer-prueba")
def reponer_de_prueba() -> Response:
    """Count a pase handed in place of one that tested the machine."""
    exigir_paso(*PASOS)
    exigir_marcas(request.form, ("recogido", "Se recogió el pase de la prueba"))
    propios, cual = servicios(), leer_entero(request.form, "cual", "Cuántas pruebas lleva")
    autoriza = leer_una(request.form) if request.form.get("tarjeta_1", "").strip() else None

    def reponer() -> None:
        reponer_prueba(
            propios.equipo,
            max(cual, 1),
            quien=propios.quien().clave,
            hora=propios.reloj.ahora(),
            autoriza=autoriza,
        )

    propios.intentos.probar(lambda: una_vez(reponer))
    return seguir(f"Quedó anotado que se dio {OTRO_PASE}.")


def _lo_escrito() -> str:
    """Give back what was typed: a slip of the finger must be seen before it sends somebody away."""
    campos = (request.form.get(c, "") for c in ("texto", "nacimiento", "seccion", "vigencia"))
    return " · ".join(filter(None, (" ".join(c.split()) for c in campos)))


def _atender_hallazgo(hallazgo: Hallazgo, busqueda: Busqueda) -> Response:
    """Show who has that name; with the day of birth too, one person is the answer."""
    if busqueda.nacimiento is not None and hallazgo.total == 1:
        (renglon,) = hallazgo.renglones
        respuesta = consultar_renglon(servicios().equipo, renglon.numero, busqueda.vigencia)
        return atender(Atencion(respuesta))
    return atender(Atencion(hallazgo=hallazgo, vigencia=busqueda.vigencia))


def _que_se_da() -> tuple[bool, bool]:
    """Tell whether pases are handed now, and whether paper ballots are."""
    propia = servicios().equipo
    with propia.almacen.leer() as lectura:
        contingencia = leer_contingencia(lectura) is not None
    da_boletas = contingencia or propia.mesa.admite_papel
    return propia.mesa.tiene_urna and not contingencia, da_boletas


def leer_entrega() -> Entrega | None:
    """Read what is handed, where the officials chose; ``None`` where the mesa gives one thing."""
    valor = request.form.get("entrega", "")
    return Entrega(valor) if valor in tuple(Entrega) else None


def atender(atencion: Atencion) -> Response:
    """Put somebody at this browser, and show them."""
    servicios().mostrador.atender(navegador(), atencion)
    return a_la_mesa()


def a_la_mesa() -> Response:
    """Go back to the table."""
    return redirect(url_for("votacion.mesa"), code=303)


def quien_esta() -> Atencion:
    """Give whoever stands here, or nobody."""
    return servicios().mostrador.atencion(navegador()) or Atencion()


def _que_se_quita(respuesta: Contestada | None) -> Callable[..., None] | None:
    """Give the act that takes back the mark of whoever stands here, or their registration."""
    persona, credencial = _persona(respuesta), _credencial(respuesta)
    if persona is not None:
        return partial(desmarcar_persona, numero=persona.numero)
    return None if credencial is None else partial(borrar_registro, credencial=credencial)


def _otra_vez(respuesta: Contestada | None) -> Contestada | None:
    """Ask again about the person who stands here."""
    equipo, persona, credencial = servicios().equipo, _persona(respuesta), _credencial(respuesta)
    if persona is not None:
        return consultar_renglon(equipo, persona.numero)
    return None if credencial is None else consultar_registro(equipo, credencial)


def _credencial(respuesta: Contestada | None) -> CredencialExhibida | None:
    credencial: CredencialExhibida | None = getattr(respuesta, "credencial", None)
    return credencial


def _persona(respuesta: Contestada | None) -> Renglon | None:
    renglon: Renglon | None = getattr(respuesta, "renglon", None)
    return renglon


def _varias(atencion: Atencion | None) -> tuple[Renglon, ...]:
    """Give the people to choose from, in the order of the screen."""
    if atencion is None:
        return ()
    if isinstance(atencion.respuesta, EligePersona):
        return atencion.respuesta.renglones
    if atencion.hallazgo is not None and atencion.respuesta is None:
        return atencion.hallazgo.renglones
    return ()


def _con_senas(varias: tuple[Renglon, ...]) -> tuple[tuple[Renglon, Senas], ...]:
    """Give each person to choose from with what tells them from another of the same name."""
    con_nombre = [r for r in varias if isinstance(r, RenglonLista)]
    if len(con_nombre) < len(varias):
        return tuple((renglon, Senas()) for renglon in varias)
    return tuple(zip(varias, distinguir(con_nombre), strict=True))


def _motivo(respuesta: Contestada) -> Motivo:
    """Give the words of the convocatoria for an answer; its catalogue has every one."""
    motivos = servicios().equipo.sellado.reglas.motivos.valor
    return next(m for m in motivos if m.clave == respuesta.motivo)
